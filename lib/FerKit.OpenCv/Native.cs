using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace FerKit.OpenCv;

/// <summary>The functions of <c>libFerKitOpenCv.so</c>, as <c>native/shim.hpp</c> describes them.</summary>
internal static unsafe partial class Native
{
    private const string Library = "FerKitOpenCv";

    // Not thrown from the static constructor, where it would come out wrapped.
    private static readonly Lazy<nint> Loaded = new(Load);

    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, (name, _, _) => name == Library ? Loaded.Value : 0);

    [LibraryImport(Library, EntryPoint = "ferkit_cv_version")]
    internal static partial nint Version();

    [LibraryImport(Library, EntryPoint = "ferkit_cv_decode")]
    internal static partial nint Decode(byte* file, int length, byte* rgb, int width, int height);

    [LibraryImport(Library, EntryPoint = "ferkit_cv_decode_square")]
    internal static partial nint DecodeSquare(byte* file, int length, int width, int height, byte* planes, int size);

    [LibraryImport(Library, EntryPoint = "ferkit_cv_encode")]
    internal static partial nint Encode(byte* rgb, int width, int height, byte* extension, int value, byte** file, int* length);

    [LibraryImport(Library, EntryPoint = "ferkit_cv_free")]
    internal static partial void Free(byte* file);

    [LibraryImport(Library, EntryPoint = "ferkit_cv_resize")]
    internal static partial nint Resize(byte* source, int width, int height, byte* target, int newWidth, int newHeight, int byArea);

    [LibraryImport(Library, EntryPoint = "ferkit_cv_cascade_load")]
    internal static partial nint CascadeLoad(byte* path, nint* cascade);

    [LibraryImport(Library, EntryPoint = "ferkit_cv_cascade_free")]
    internal static partial void CascadeFree(nint cascade);

    [LibraryImport(Library, EntryPoint = "ferkit_cv_cascade_detect")]
    internal static partial nint CascadeDetect(nint cascade, byte* rgb, int width, int height, int border, double scaleFactor, int minNeighbors, int* count);

    [LibraryImport(Library, EntryPoint = "ferkit_cv_cascade_boxes")]
    internal static partial void CascadeBoxes(nint cascade, int* values);

    /// <summary>Turns the text that a function returned into an exception.</summary>
    internal static void Check(nint error)
    {
        if (error != 0) throw new OpenCvException(OneLine(Marshal.PtrToStringUTF8(error) ?? "unknown error"));
    }

    private static string OneLine(string text) =>
        string.Join("; ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static nint Load()
    {
        nint library;
        try
        {
            library = NativeLibrary.Load(Library, typeof(Native).Assembly, DllImportSearchPath.AssemblyDirectory);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new DllNotFoundException($"lib{Library}.so, or the OpenCV libraries it needs, cannot be loaded: run './ferkit doctor' to see what is missing ({OneLine(e.Message)})", e);
        }
        Check(((delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "ferkit_cv_initialize"))());
        return library;
    }
}
