using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Data;

/// <summary>Chooses between pictures on the device and pictures that are brought there batch by batch.</summary>
public static class ImageBatches
{
    // A part of the machine's memory: the model and its activations need the rest.
    private const double Share = 0.25;

    // What TorchSharp does not tell of a GPU: its memory. 4 GB of pictures fit every one that trains at all.
    private const long CudaBytes = 4L << 30;

    /// <summary>Pictures of a set that stay on the device when they fit there, else are streamed. The caller disposes them.</summary>
    /// <param name="set">Where they come from; must outlive the batches.</param>
    /// <param name="indices">Which, in the order that batches count them; at least one.</param>
    /// <param name="normalisation">What the model's input expects.</param>
    /// <param name="device">Where they go.</param>
    /// <param name="classes">The model's number for each class of the set; null when they agree.</param>
    public static IImageBatches Of(ImageSet set, IReadOnlyList<int> indices, Normalisation normalisation, Device device, IReadOnlyList<long>? classes = null)
    {
        long limit = device.type == DeviceType.CUDA ? CudaBytes : (long)(Share * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        return (long)indices.Count * set.ImageBytes <= limit
            ? new DeviceImages(set, indices, normalisation, device, classes) : new StreamedImages(set, indices, normalisation, device, classes);
    }
}
