namespace TorchSharp;

/// <summary>A module that compares an input with a target.</summary>
public abstract class Loss<T1, T2, TResult>(torch.nn.Reduction reduction = torch.nn.Reduction.Mean) : torch.nn.Module<T1, T2, TResult>("")
{
    public torch.nn.Reduction reduction { get; } = reduction;
}

/// <summary>A loss with weights of classes or elements, which stay the caller's.</summary>
public abstract class WeightedLoss<T1, T2, TResult>(torch.Tensor? weight = null, torch.nn.Reduction reduction = torch.nn.Reduction.Mean) : Loss<T1, T2, TResult>(reduction)
{
    public torch.Tensor? weight { get; } = weight;
}
