using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Marks modules that have nothing to train and nothing to keep.</summary>
public interface IParameterLessModule;

/// <summary>A module of one input without parameters and buffers.</summary>
public abstract class ParameterLessModule<T1, TResult> : nn.Module<T1, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name)
    {
    }

    public override void register_parameter(string name, Parameter param) => throw ParameterLess.Refusal("a parameter", name);

    public override void register_buffer(string name, Tensor tensor, bool persistent = true) => throw ParameterLess.Refusal("a buffer", name);

    public override void register_module(string name, nn.Module submodule)
    {
        if (submodule is not IParameterLessModule) throw ParameterLess.Refusal("a module with parameters", name);
        base.register_module(name, submodule);
    }
}

/// <summary>A module of two inputs without parameters and buffers.</summary>
public abstract class ParameterLessModule<T1, T2, TResult> : nn.Module<T1, T2, TResult>, IParameterLessModule
{
    protected ParameterLessModule(string name) : base(name)
    {
    }

    public override void register_parameter(string name, Parameter param) => throw ParameterLess.Refusal("a parameter", name);

    public override void register_buffer(string name, Tensor tensor, bool persistent = true) => throw ParameterLess.Refusal("a buffer", name);

    public override void register_module(string name, nn.Module submodule)
    {
        if (submodule is not IParameterLessModule) throw ParameterLess.Refusal("a module with parameters", name);
        base.register_module(name, submodule);
    }
}

internal static class ParameterLess
{
    public static InvalidOperationException Refusal(string what, string name) =>
        new($"'{name}' cannot be registered: a parameter-less module takes no {what[2..]}.");
}
