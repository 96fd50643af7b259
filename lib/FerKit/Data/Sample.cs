using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Data;

/// <summary>One labelled picture of a data set.</summary>
/// <param name="Root">The data set's folder; one text for all its samples, for there may be hundreds of thousands.</param>
/// <param name="File">The path within it, with '/' on every system.</param>
/// <param name="Label">Its class, an index into <see cref="ImageCollection.ClassNames"/>.</param>
/// <param name="Split">The official part it belongs to.</param>
/// <param name="Subject">The person, as the data set names them; null when it does not say.</param>
public record Sample(string Root, string File, int Label, DataSplit Split, string? Subject = null)
{
    /// <summary>The least height and width of a face in pixels; smaller ones would be made up by enlarging them.</summary>
    public const int SmallestSide = 8;

    /// <summary>The file it is in.</summary>
    public virtual string Path => System.IO.Path.Combine(Root, File);

    /// <summary>How packs and reports name it: <see cref="Part"/> and <see cref="File"/>.</summary>
    public string Name => Part + File;

    /// <summary>What tells the data sets of a mixture apart, such as <c>0-fedro/</c>; empty elsewhere.</summary>
    public string Part { get; init; } = "";

    /// <summary>The film that it is a frame of; null when the data set does not say. Frames of one film never belong on both sides of a split.</summary>
    public string? Sequence { get; init; }

    /// <summary>Where the data set says that the face is, in pixels; null for the whole picture.</summary>
    public FaceBox? Face { get; init; }

    /// <summary>Decodes the picture, and cuts out the face where its place is known.</summary>
    /// <param name="limits">Refuses larger pictures by their header; <see cref="ImageLimits.Default"/> when null.</param>
    /// <exception cref="ImageException">It cannot be read, is over the limits or smaller than <see cref="SmallestSide"/>, or the face lies outside of it.</exception>
    public virtual RgbImage Read(ImageLimits? limits = null)
    {
        RgbImage image = Cut(ImageCodec.Read(Path, limits));
        CheckSides(image.Width, image.Height);
        return image;
    }

    /// <summary>What <see cref="SquarePixels.Write"/> makes of <see cref="Read"/>, in less time.</summary>
    /// <param name="size">Height and width to give it.</param>
    /// <param name="planes">Receives 3 x size x size bytes; after an error they are of no use.</param>
    /// <param name="limits">As in <see cref="Read"/>.</param>
    /// <exception cref="ImageException">As in <see cref="Read"/>.</exception>
    public virtual void ReadSquare(int size, Span<byte> planes, ImageLimits? limits = null)
    {
        if (Face is not null)
        {
            SquarePixels.Write(Read(limits), size, planes);
            return;
        }
        var (width, height) = ImageCodec.ReadSquare(Path, size, planes, limits);
        CheckSides(width, height);
    }

    private void CheckSides(int width, int height)
    {
        if (Math.Min(width, height) < SmallestSide)
            throw new ImageException(Path, $"{width} x {height} pixels are too few for a face: {SmallestSide} a side at least");
    }

    private RgbImage Cut(RgbImage image)
    {
        if (Face is not { } face)
            return image;
        FaceBox inside = face.ClippedTo(image.Width, image.Height);
        return inside.Width >= 1 && inside.Height >= 1
            ? FaceCrop.Square(image, inside, margin: 0)
            : throw new ImageException(Path, $"the face is at {face.X}, {face.Y}, outside of the {image.Width} x {image.Height} picture");
    }
}
