namespace FerKit.Imaging;

/// <summary>Brings a picture to the form of packs and models.</summary>
public static class SquarePixels
{
    /// <summary>
    /// Cuts out the largest square at the centre (the odd pixel goes to the right or the bottom), resamples it
    /// with <see cref="IImageCodec.Resize"/> and writes it as planes: red, green, blue, each (size, size). The aspect of faces is kept.
    /// </summary>
    /// <param name="image">The picture.</param>
    /// <param name="size">Height and width to give it.</param>
    /// <param name="planes">Receives 3 x size x size bytes.</param>
    public static void Write(RgbImage image, int size, Span<byte> planes)
    {
        RgbImage square = CentreSquare(image);
        if (square.Width != size)
            square = ImageCodec.Default.Resize(square, size, size);
        int plane = size * size;
        ReadOnlySpan<byte> pixels = square.Pixels;
        Span<byte> red = planes[..plane], green = planes.Slice(plane, plane), blue = planes.Slice(2 * plane, plane);
        for (int i = 0; i < plane; i++)
        {
            red[i] = pixels[3 * i];
            green[i] = pixels[(3 * i) + 1];
            blue[i] = pixels[(3 * i) + 2];
        }
    }

    /// <summary>The way back, for showing: planes (3, size, size) as a picture.</summary>
    public static RgbImage ToImage(ReadOnlySpan<byte> planes, int size)
    {
        var image = new RgbImage(size, size);
        int plane = size * size;
        for (int i = 0; i < 3 * plane; i++)
            image.Pixels[(3 * (i % plane)) + (i / plane)] = planes[i];
        return image;
    }

    private static RgbImage CentreSquare(RgbImage image)
    {
        if (image.Width == image.Height)
            return image;
        int side = Math.Min(image.Width, image.Height);
        int left = (image.Width - side) / 2, top = (image.Height - side) / 2;
        var square = new RgbImage(side, side);
        for (int y = 0; y < side; y++)
            image.Row(top + y).Slice(3 * left, 3 * side).CopyTo(square.Row(y));
        return square;
    }
}
