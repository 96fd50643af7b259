using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A tensor that a module trains. It takes over <c>data</c>, which is invalid afterwards, and its dispose scope.</summary>
public class Parameter : Tensor
{
    public Parameter(Tensor data, bool requires_grad = true) : this(data, data.OwningDisposeScope, requires_grad)
    {
    }

    private Parameter(Tensor data, DisposeScope? scope, bool requires_grad) : base(Take(data, requires_grad))
    {
        if (!ReferenceEquals(OwningDisposeScope, scope)) MoveToOtherDisposeScope(scope);
    }

    private static nint Take(Tensor data, bool requires_grad)
    {
        data.requires_grad = requires_grad;
        return data.DecoupleFromNativeHandle();
    }
}
