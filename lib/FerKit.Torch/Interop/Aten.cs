using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using static TorchSharp.torch;

namespace FerKit.Torch.Interop;

/// <summary>
/// Calls operators of libtorch's dispatcher by name: <c>"relu"</c>, <c>"add.Tensor"</c> (overload after the dot), or
/// <c>"torchvision::nms"</c>. Arguments that are missing at the end take the schema's defaults. Every tensor that
/// comes back belongs to the caller, or to the current dispose scope.
/// </summary>
/// <exception cref="ExternalException">libtorch refused: its message, the operator and the shapes.</exception>
internal static unsafe class Aten
{
    // Lists of up to this many elements are passed on the stack.
    private const int StackElements = 64;

    private static readonly ConcurrentDictionary<string, nint> Operators = new();

    /// <summary>An operator that returns one tensor.</summary>
    public static Tensor Call(string op, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result;
        Run(op, arguments, &result, 1);
        return new Tensor((nint)result.Bits);
    }

    /// <summary>An operator that writes into its first argument, which is returned.</summary>
    public static Tensor InPlace(string op, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result;
        if (Run(op, arguments, &result, 1) == 1) Native.TensorRelease((nint)result.Bits);
        return (Tensor)arguments[0].Reference!;
    }

    /// <summary>An operator that returns nothing.</summary>
    public static void Do(string op, params ReadOnlySpan<Argument> arguments) => Run(op, arguments, null, 0);

    /// <summary>An operator that returns two tensors.</summary>
    public static (Tensor, Tensor) Call2(string op, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[2];
        Run(op, arguments, results, 2);
        return (new Tensor((nint)results[0].Bits), new Tensor((nint)results[1].Bits));
    }

    /// <summary>An operator that returns three tensors.</summary>
    public static (Tensor, Tensor, Tensor) Call3(string op, params ReadOnlySpan<Argument> arguments)
    {
        var results = stackalloc NativeValue[3];
        Run(op, arguments, results, 3);
        return (new Tensor((nint)results[0].Bits), new Tensor((nint)results[1].Bits), new Tensor((nint)results[2].Bits));
    }

    /// <summary>An operator that returns a list of tensors.</summary>
    public static Tensor[] CallList(string op, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result;
        Run(op, arguments, &result, 1);
        var tensors = new Tensor[result.Count];
        for (int i = 0; i < tensors.Length; i++) tensors[i] = new Tensor(((nint*)result.Bits)[i]);
        Native.Free((nint)result.Bits);
        return tensors;
    }

    /// <summary>An operator that returns one tensor: its handle, with a reference that the caller releases.</summary>
    public static long CallHandle(string op, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result;
        Run(op, arguments, &result, 1);
        return result.Bits;
    }

    /// <summary>An operator that returns a list of tensors: their handles, one reference each, which the caller releases.</summary>
    public static long[] CallHandles(string op, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result;
        Run(op, arguments, &result, 1);
        long[] handles = new ReadOnlySpan<long>((void*)result.Bits, (int)result.Count).ToArray();
        Native.Free((nint)result.Bits);
        return handles;
    }

    /// <summary>An operator that returns a bool or an integer.</summary>
    public static long CallLong(string op, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result;
        Run(op, arguments, &result, 1);
        return result.Bits;
    }

    /// <summary>An operator that returns a number; integers and bools are converted.</summary>
    public static double CallDouble(string op, params ReadOnlySpan<Argument> arguments)
    {
        NativeValue result;
        Run(op, arguments, &result, 1);
        return result.Tag == Tag.Double ? BitConverter.Int64BitsToDouble(result.Bits) : result.Bits;
    }

    private static long Run(string op, ReadOnlySpan<Argument> arguments, NativeValue* results, int capacity)
    {
        nint found = Operators.GetOrAdd(op, Find);
        var native = stackalloc NativeValue[arguments.Length];
        int needed = 0;
        foreach (ref readonly var argument in arguments) needed += Elements(argument);
        long* heap = needed > StackElements ? (long*)NativeMemory.Alloc((nuint)needed, sizeof(long)) : null;
        try
        {
            long* stack = stackalloc long[StackElements];
            long* free = heap is null ? stack : heap;
            for (int i = 0; i < arguments.Length; i++) free = Write(arguments[i], &native[i], free);
            long count = Native.Call(found, native, arguments.Length, results, capacity);
            if (count < 0) throw NativeError.Of(op, arguments);
            return count;
        }
        finally
        {
            if (heap is not null) NativeMemory.Free(heap);
        }
    }

    private static nint Find(string op)
    {
        int scope = op.IndexOf("::", StringComparison.Ordinal);
        int dot = op.IndexOf('.', StringComparison.Ordinal);
        string name = dot < 0 ? op : op[..dot];
        nint found = Native.FindOperator(scope < 0 ? "aten::" + name : name, dot < 0 ? "" : op[(dot + 1)..]);
        return found != 0 ? found : throw NativeError.Of(op, []);
    }

    private static int Elements(in Argument argument) => argument.Reference switch
    {
        Tensor or Generator or null => 0,
        string text => Encoding.UTF8.GetMaxByteCount(text.Length) / sizeof(long) + 1,
        Array list => list.Length,
        _ => 0,
    };

    // Copies lists to `free`, so that nothing of the managed heap needs pinning, and returns what is still free.
    private static long* Write(in Argument argument, NativeValue* value, long* free)
    {
        *value = new() { Tag = argument.Tag, Bits = argument.Bits };
        switch (argument.Reference)
        {
            case long[] integers:
                integers.CopyTo(new Span<long>(free, integers.Length));
                return Point(value, free, integers.Length, integers.Length);
            case double[] reals:
                reals.CopyTo(new Span<double>(free, reals.Length));
                return Point(value, free, reals.Length, reals.Length);
            case bool[] flags:
                flags.CopyTo(new Span<bool>(free, flags.Length));
                return Point(value, free, flags.Length, flags.Length);
            case Tensor?[] tensors:
                for (int i = 0; i < tensors.Length; i++) free[i] = tensors[i]?.Handle ?? 0;
                return Point(value, free, tensors.Length, tensors.Length);
            case string text:
                int room = Encoding.UTF8.GetMaxByteCount(text.Length) / sizeof(long) + 1;
                int bytes = Encoding.UTF8.GetBytes(text, new Span<byte>(free, room * sizeof(long)));
                return Point(value, free, bytes, room);
            default:
                return free;
        }
    }

    private static long* Point(NativeValue* value, long* start, int count, int used)
    {
        (value->Bits, value->Count) = ((long)start, count);
        return start + used;
    }
}
