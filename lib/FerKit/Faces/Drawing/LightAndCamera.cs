namespace FerKit.Faces.Drawing;

/// <summary>The lamp on the person, then what the camera does to the whole picture.</summary>
internal static class LightAndCamera
{
    /// <summary>Shades the person as an ellipsoid under one lamp.</summary>
    public static void Shade(Sketch sketch)
    {
        (Canvas canvas, HeadGeometry head, FaceLight light) = (sketch.Canvas, sketch.Head, sketch.Face.Light);
        // The lamp stands in the room; the head, and its axes here, may be tilted.
        float lx = light.Sideways * head.Right.X - light.Above * head.Right.Y, ly = -light.Above * head.Right.X - light.Sideways * head.Right.Y, lz = 0.75f;
        float length = MathF.Sqrt(lx * lx + ly * ly + lz * lz);
        (lx, ly, lz) = (lx / length, ly / length, lz / length);
        (float originX, float originY) = head.FromPicture(0.5f, 0.5f);
        float step = 1 / head.Unit;
        for (int y = 0; y < canvas.Size; y++)
            for (int x = 0; x < canvas.Size; x++)
            {
                int at = y * canvas.Size + x;
                float owned = canvas.Person[at];
                if (owned <= 0)
                    continue;
                float u = originX + (x * head.Right.X + y * head.Right.Y) * step, v = originY + (y * head.Right.X - x * head.Right.Y) * step;
                float nx = u / 1.16f, ny = v / 1.6f, r2 = nx * nx + ny * ny;
                if (r2 > 0.96f)
                {
                    float scale = MathF.Sqrt(0.96f / r2);
                    (nx, ny, r2) = (nx * scale, ny * scale, 0.96f);
                }
                float nz = MathF.Sqrt(1 - r2), lit = Math.Max(0, nx * lx + ny * ly + nz * lz);
                float shade = (1 - light.Strength + light.Strength * (0.18f + 1.12f * lit)) * (0.84f + 0.16f * nz);
                float factor = 1 + (shade - 1) * owned;
                canvas.Pixels[at * 3] *= factor;
                canvas.Pixels[at * 3 + 1] *= factor;
                canvas.Pixels[at * 3 + 2] *= factor;
            }
    }

    public static void Expose(Sketch sketch)
    {
        (float[] pixels, FaceCamera camera) = (sketch.Canvas.Pixels, sketch.Face.Camera);
        float warm = sketch.Face.Light.Warmth, red = 1 + 0.16f * warm, green = 1 + 0.02f * warm, blue = 1 - 0.2f * warm;
        Blur(pixels, sketch.Canvas.Size, camera.Blur * sketch.Canvas.Size / 64);
        SeededRandom random = Chance.Of(sketch.Face.SceneSeed, 0x153);
        for (int i = 0; i < pixels.Length; i += 3)
        {
            float r = pixels[i] * red, g = pixels[i + 1] * green, b = pixels[i + 2] * blue;
            if (camera.Grey)
                r = g = b = 0.299f * r + 0.587f * g + 0.114f * b;
            r = Develop(r, camera);
            g = Develop(g, camera);
            b = Develop(b, camera);
            if (camera.Noise > 0)
            {
                // Mostly brightness, as after a camera's colour interpolation.
                float shared = random.Normal() * camera.Noise;
                r += shared;
                g += shared;
                b += shared;
                if (!camera.Grey)
                {
                    r += random.Normal() * camera.Noise * 0.5f;
                    b += random.Normal() * camera.Noise * 0.5f;
                }
            }
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (r, g, b);
        }
    }

    private static float Develop(float value, FaceCamera camera) => 0.5f + (value * camera.Exposure - 0.5f) * camera.Contrast;

    /// <summary>A separable bell of the given radius (its deviation is about half of it).</summary>
    private static void Blur(float[] pixels, int size, float radius)
    {
        if (radius < 0.3f)
            return;
        int reach = (int)MathF.Ceiling(radius);
        var weights = new float[2 * reach + 1];
        float total = 0;
        for (int i = -reach; i <= reach; i++)
        {
            float t = i / (radius + 0.5f), bell = Math.Max(0, 1 - t * t);
            total += weights[i + reach] = bell * bell;
        }
        var line = new float[size * 3];
        for (int pass = 0; pass < 2; pass++)
        {
            int along = pass == 0 ? 3 : size * 3, across = pass == 0 ? size * 3 : 3;
            for (int row = 0; row < size; row++)
            {
                for (int at = 0; at < size; at++)
                    for (int channel = 0; channel < 3; channel++)
                    {
                        float sum = 0;
                        for (int i = -reach; i <= reach; i++)
                            sum += weights[i + reach] * pixels[row * across + Math.Clamp(at + i, 0, size - 1) * along + channel];
                        line[at * 3 + channel] = sum / total;
                    }
                for (int at = 0; at < size; at++)
                    for (int channel = 0; channel < 3; channel++)
                        pixels[row * across + at * along + channel] = line[at * 3 + channel];
            }
        }
    }
}
