using FerKit.Torch.Interop;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter. Its tensors belong to no dispose scope.</summary>
public abstract class OptimizerState
{
    protected OptimizerState(Parameter parameter) => Parameter = parameter;

    private protected Parameter Parameter { get; }

    /// <summary>Back to the state before the first step.</summary>
    public abstract void Initialize(OptimizerOptions options);

    /// <summary>Copies the other's state, onto this parameter's device.</summary>
    public abstract void LoadStateDict(OptimizerState source);

    public abstract void LoadStateDict(BinaryReader reader);

    public abstract void SaveStateDict(BinaryWriter writer);

    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    /// <summary>Moves the state's tensors to a device.</summary>
    public virtual void to(Device device)
    {
    }

    protected static void LoadConditionalStateTensor(BinaryReader reader, ref Tensor result, Device device) =>
        Replace(ref result, reader.ReadBoolean() ? Read(reader, device) : null);

    protected static void SaveConditionalStateTensor(BinaryWriter writer, Tensor tensor)
    {
        writer.Write(tensor is not null);
        if (tensor is not null) tensor.Save(writer);
    }

    /// <summary>Zeros of the parameter's shape, type and storage order.</summary>
    private protected Tensor Zeros()
    {
        using var off = no_grad();
        return Aten.Call("zeros_like", Parameter).DetachFromDisposeScope();
    }

    /// <summary>Puts a new tensor, kept out of every scope, in the place of an old one.</summary>
    private protected static void Replace(ref Tensor held, Tensor? value)
    {
        held?.Dispose();
        held = value?.DetachFromDisposeScope()!;
    }

    private protected void ReplaceByCopy(ref Tensor held, Tensor? source)
    {
        if (!ReferenceEquals(held, source)) Replace(ref held, source is null ? null : Copy(source, Parameter.device));
    }

    private protected static void Move(ref Tensor held, Device device)
    {
        if (held is not null && held.device.ToString() != device.ToString()) Replace(ref held, Copy(held, device));
    }

    private protected static bool Close(Tensor? left, Tensor? right) =>
        left is null || right is null ? left is null && right is null : Aten.CallLong("allclose", left, right) != 0;

    private protected static Tensor Read(BinaryReader reader, Device device)
    {
        using var read = TensorExtensionMethods.Load(reader);
        return Copy(read, device);
    }

    // Keeps type and storage order; no graph.
    private static Tensor Copy(Tensor tensor, Device device)
    {
        using var plain = tensor.detach();
        return Aten.Call("_to_copy", plain, null as long?, null as long?, device);
    }

    private protected static T As<T>(OptimizerState source) where T : OptimizerState =>
        source as T ?? throw new ArgumentException($"state of another optimizer: {source.GetType().DeclaringType?.Name}, not {typeof(T).DeclaringType?.Name}.", nameof(source));
}
