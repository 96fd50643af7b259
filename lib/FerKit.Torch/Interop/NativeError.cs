using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace FerKit.Torch.Interop;

/// <summary>libtorch's last message on this thread as an exception, as TorchSharp throws it.</summary>
internal static unsafe class NativeError
{
    public static string Message => Marshal.PtrToStringUTF8((nint)Native.LastError()) ?? "";

    /// <summary>The message with the operator and the shapes of its tensors: <c>mm: ... [operator mm on (2, 3), (4, 5)]</c>.</summary>
    public static ExternalException Of(string op, ReadOnlySpan<Argument> arguments)
    {
        string message = Message;
        var shapes = new StringBuilder();
        foreach (ref readonly var argument in arguments)
        {
            if (argument.Reference is Tensor tensor) Append(shapes, tensor);
            else if (argument.Reference is Tensor?[] tensors)
                foreach (var one in tensors.Take(8).OfType<Tensor>()) Append(shapes, one);
        }
        return new ExternalException($"{message} [operator {op}{(shapes.Length > 0 ? " on " : "")}{shapes}]");
    }

    /// <summary>The message alone.</summary>
    public static ExternalException Last() => new(Message);

    /// <summary>Throws when a function reported failure by a negative number.</summary>
    public static void Check(long code)
    {
        if (code < 0) throw Last();
    }

    /// <summary>Wraps a handle, or throws when the function that made it failed.</summary>
    public static Tensor Tensor(nint handle) => handle != 0 ? new Tensor(handle) : throw Last();

    private static void Append(StringBuilder shapes, Tensor tensor) =>
        shapes.Append(shapes.Length > 0 ? ", " : "").Append('(').AppendJoin(", ", tensor.shape).Append(')');
}
