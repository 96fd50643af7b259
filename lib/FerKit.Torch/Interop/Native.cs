using System.Runtime.InteropServices;

namespace FerKit.Torch.Interop;

/// <summary>
/// The functions of libFerKitTorch (native/shim.h). A tensor is a TensorImpl with one reference that its
/// managed owner gives back through <see cref="TensorRelease"/>.
/// </summary>
internal static unsafe partial class Native
{
    private const string Library = "FerKitTorch";

    [LibraryImport(Library, EntryPoint = "ferkit_last_error")]
    public static partial byte* LastError();

    [LibraryImport(Library, EntryPoint = "ferkit_set_error", StringMarshalling = StringMarshalling.Utf8)]
    public static partial void SetError(string message);

    [LibraryImport(Library, EntryPoint = "ferkit_find_operator", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint FindOperator(string name, string overload);

    [LibraryImport(Library, EntryPoint = "ferkit_call")]
    public static partial long Call(nint op, NativeValue* arguments, long count, NativeValue* results, long capacity);

    [LibraryImport(Library, EntryPoint = "ferkit_free")]
    public static partial void Free(nint memory);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_release")]
    public static partial void TensorRelease(nint tensor);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_alias")]
    public static partial nint TensorAlias(nint tensor);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_dim"), SuppressGCTransition]
    public static partial long TensorDim(nint tensor);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_sizes"), SuppressGCTransition]
    public static partial void TensorSizes(nint tensor, long* sizes);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_strides"), SuppressGCTransition]
    public static partial void TensorStrides(nint tensor, long* strides);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_numel"), SuppressGCTransition]
    public static partial long TensorNumel(nint tensor);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_storage_offset"), SuppressGCTransition]
    public static partial long TensorStorageOffset(nint tensor);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_dtype"), SuppressGCTransition]
    public static partial long TensorDtype(nint tensor);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_device"), SuppressGCTransition]
    public static partial long TensorDevice(nint tensor);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_is_contiguous"), SuppressGCTransition]
    public static partial long TensorIsContiguous(nint tensor, long format);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_data")]
    public static partial void* TensorData(nint tensor);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_requires_grad")]
    public static partial long TensorRequiresGrad(nint tensor);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_set_requires_grad")]
    public static partial long TensorSetRequiresGrad(nint tensor, long value);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_is_leaf")]
    public static partial long TensorIsLeaf(nint tensor);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_grad")]
    public static partial nint TensorGrad(nint tensor);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_set_grad")]
    public static partial long TensorSetGrad(nint tensor, nint gradient);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_retain_grad")]
    public static partial long TensorRetainGrad(nint tensor);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_set_data")]
    public static partial long TensorSetData(nint tensor, nint source);

    [LibraryImport(Library, EntryPoint = "ferkit_tensor_from_blob")]
    public static partial nint TensorFromBlob(void* data, long* sizes, long dim, long dtype, delegate* unmanaged[Cdecl]<void*, void> deleter, void* context);

    [LibraryImport(Library, EntryPoint = "ferkit_backward")]
    public static partial long Backward(nint* tensors, long count, nint* gradients, long gradientCount, long retainGraph, long createGraph, nint* inputs, long inputCount);

    [LibraryImport(Library, EntryPoint = "ferkit_grad")]
    public static partial long Grad(nint* outputs, long count, nint* inputs, long inputCount, nint* gradients, long gradientCount, long retainGraph, long createGraph, long allowUnused, nint* results);

    [LibraryImport(Library, EntryPoint = "ferkit_grad_enabled"), SuppressGCTransition]
    public static partial long GradEnabled();

    [LibraryImport(Library, EntryPoint = "ferkit_set_grad_enabled"), SuppressGCTransition]
    public static partial void SetGradEnabled(long enabled);

    [LibraryImport(Library, EntryPoint = "ferkit_inference_enabled"), SuppressGCTransition]
    public static partial long InferenceEnabled();

    [LibraryImport(Library, EntryPoint = "ferkit_inference_enter")]
    public static partial nint InferenceEnter(long enabled);

    [LibraryImport(Library, EntryPoint = "ferkit_inference_exit")]
    public static partial void InferenceExit(nint guard);

    [LibraryImport(Library, EntryPoint = "ferkit_version")]
    public static partial byte* Version();

    [LibraryImport(Library, EntryPoint = "ferkit_build_description")]
    public static partial byte* BuildDescription();

    [LibraryImport(Library, EntryPoint = "ferkit_get_num_threads")]
    public static partial long GetNumThreads();

    [LibraryImport(Library, EntryPoint = "ferkit_set_num_threads")]
    public static partial long SetNumThreads(long count);

    [LibraryImport(Library, EntryPoint = "ferkit_get_num_interop_threads")]
    public static partial long GetNumInteropThreads();

    [LibraryImport(Library, EntryPoint = "ferkit_set_num_interop_threads")]
    public static partial long SetNumInteropThreads(long count);

    [LibraryImport(Library, EntryPoint = "ferkit_cuda_available")]
    public static partial long CudaAvailable();

    [LibraryImport(Library, EntryPoint = "ferkit_cuda_device_count")]
    public static partial long CudaDeviceCount();

    [LibraryImport(Library, EntryPoint = "ferkit_cudnn_available")]
    public static partial long CudnnAvailable();

    [LibraryImport(Library, EntryPoint = "ferkit_cuda_synchronize")]
    public static partial long CudaSynchronize(long device);

    [LibraryImport(Library, EntryPoint = "ferkit_manual_seed")]
    public static partial long ManualSeed(long seed);

    [LibraryImport(Library, EntryPoint = "ferkit_generator_default")]
    public static partial nint GeneratorDefault(long device);

    [LibraryImport(Library, EntryPoint = "ferkit_generator_new")]
    public static partial nint GeneratorNew(long device, long seed);

    [LibraryImport(Library, EntryPoint = "ferkit_generator_release")]
    public static partial void GeneratorRelease(nint generator);

    [LibraryImport(Library, EntryPoint = "ferkit_generator_seed")]
    public static partial long GeneratorSeed(nint generator);

    [LibraryImport(Library, EntryPoint = "ferkit_generator_set_seed")]
    public static partial long GeneratorSetSeed(nint generator, long seed);

    [LibraryImport(Library, EntryPoint = "ferkit_generator_device")]
    public static partial long GeneratorDevice(nint generator);

    [LibraryImport(Library, EntryPoint = "ferkit_generator_state")]
    public static partial nint GeneratorState(nint generator);

    [LibraryImport(Library, EntryPoint = "ferkit_generator_set_state")]
    public static partial long GeneratorSetState(nint generator, nint state);
}
