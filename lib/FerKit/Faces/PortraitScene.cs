using FerKit.Data;
using FerKit.Imaging;

namespace FerKit.Faces;

/// <summary>One of the pictures of <see cref="PortraitScene.Write"/>.</summary>
/// <param name="Name">The file's name.</param>
/// <param name="Persons">Who is on it, from left to right, and what they show.</param>
public sealed record DrawnPhotograph(string Name, IReadOnlyList<FaceDescription> Persons);

/// <summary>Drawn pictures that are composed as photographs are: people further from the camera, tilted, off the middle, sometimes several.</summary>
public static class PortraitScene
{
    /// <summary>The seed of <see cref="Write"/>'s persons, so that they are in none of the standard sets.</summary>
    private const ulong PersonSeed = 0xF070;
    private const int Group = 3, GroupEvery = 8;

    /// <summary>Draws persons side by side, each in a square as high as the picture; with one scene seed and no clutter before one wall.</summary>
    /// <param name="persons">At least one; <see cref="FaceCamera.Zoom"/> says how near each is.</param>
    /// <param name="height">Pixels, 32 to 1,024.</param>
    /// <exception cref="ArgumentException">Nobody, or a height out of range.</exception>
    public static RgbImage Draw(IReadOnlyList<FaceParameters> persons, int height)
    {
        if (persons.Count == 0)
            throw new ArgumentException("there is nobody to draw: give one person at least.", nameof(persons));
        RgbImage[] squares = [.. persons.Select(person => FaceRenderer.Draw(person, height))];
        var scene = new RgbImage(squares.Length * height, height);
        for (int i = 0; i < squares.Length; i++)
            for (int y = 0; y < height; y++)
                squares[i].Row(y).CopyTo(scene.Row(y)[(3 * i * height)..]);
        return scene;
    }

    /// <summary>Writes a folder of JPEG pictures as an album holds them: wild faces from further away, every eighth picture a group of three.</summary>
    /// <param name="folder">The folder to make; it may exist when it is empty.</param>
    /// <param name="count">Pictures, 1 to 999.</param>
    /// <param name="seed">Same seed, same pictures.</param>
    /// <param name="height">Pixels, 32 to 1,024.</param>
    /// <exception cref="ArgumentException">A count or a height out of range.</exception>
    /// <exception cref="FerKitException">The folder holds something or cannot be written.</exception>
    public static IReadOnlyList<DrawnPhotograph> Write(string folder, int count, ulong seed, int height = 360)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 999);
        FaceRenderer.CheckSize(height);
        OutputFolder.CheckEmpty(folder);
        DrawnPhotograph[] album = [.. Enumerable.Range(0, count).Select(i => Photograph(i, seed))];
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw AtomicFile.CannotWrite(folder, e);
        }
        ParallelWork.For(count, workers: 0, i =>
        {
            byte[] file = ImageCodec.Default.EncodeJpeg(Draw([.. album[i].Persons.Select(person => person.Parameters)], height));
            AtomicFile.Write(Path.Combine(folder, album[i].Name), stream => stream.Write(file));
        }, CancellationToken.None);
        return album;
    }

    private static DrawnPhotograph Photograph(int index, ulong seed)
    {
        var random = Chance.Of(seed, PersonSeed, (ulong)index);
        bool group = index % GroupEvery == GroupEvery - 1;
        ulong scene = random.NextUInt64();
        var persons = new FaceDescription[group ? Group : 1];
        for (int i = 0; i < persons.Length; i++)
        {
            // Four faces in a row are of one person.
            FaceDescription face = BuiltInFaces.Describe(FaceLook.Mix, DataSplit.Test, (index * Group + i) * 4, PersonSeed + seed);
            persons[i] = face with { Parameters = FromAfar(face.Parameters, scene, group, random) };
        }
        return new DrawnPhotograph($"photo_{index + 1:D3}.jpg", persons);
    }

    private static FaceParameters FromAfar(FaceParameters face, ulong scene, bool group, SeededRandom random) => face with
    {
        SceneSeed = scene,
        Clutter = group ? 0 : random.Between(0, 0.8f),
        Pose = face.Pose with { Roll = random.Trait() * 18 },
        Camera = face.Camera with
        {
            Zoom = random.Between(0.5f, 0.7f), ShiftX = random.Trait() * (group ? 2 : 9), ShiftY = random.Between(-2, 6), Grey = false,
        },
    };
}
