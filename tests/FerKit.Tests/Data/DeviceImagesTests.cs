using FerKit.Data;
using FerKit.Faces;
using static TorchSharp.torch;

namespace FerKit.Tests.Data;

[Collection("libtorch")]
public sealed class DeviceImagesTests
{
    [Fact]
    public void Batch_WithAChange_NormalisesWhatWasChanged()
    {
        using var scope = NewDisposeScope();
        using var set = FaceSet.Draw(FaceLook.Lab, 6, 0, 32, 3);
        using var images = new DeviceImages(set, [0, 1, 2, 3, 4, 5], Normalisation.ImageNet, CPU);
        var plain = images.Batch([4, 1]).Images;
        Assert.True(plain.flip(3).eq(images.Batch([4, 1], pixels => pixels.flip(3)).Images).all().item<bool>());

        // The pictures themselves stay, whatever a change does to what it is given.
        var (white, labels) = images.Batch([4, 1], pixels => pixels.fill_(255));
        Assert.Equal((1 - 0.485) / 0.229, white[0, 0, 0, 0].item<float>(), 1e-5);
        Assert.True(plain.eq(images.Batch([4, 1]).Images).all().item<bool>());
        Assert.Equal([set.Labels[4], set.Labels[1]], labels.data<long>().ToArray());
    }
}
