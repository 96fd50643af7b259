using FerKit.Faces;

namespace FerKit.Data;

/// <summary><c>faces:LOOK</c>: the standard set of built-in faces, at 64 px unless another size is asked for.</summary>
internal sealed class FacesSource(string name) : DataSource($"faces:{name}")
{
    private readonly FaceLook look = Enum.GetValues<FaceLook>().Cast<FaceLook?>().FirstOrDefault(known => known.ToString()!.ToLowerInvariant() == name)
        ?? throw new ArgumentException($"'faces:{OneLine.Of(name)}' is no look of the built-in faces; use faces:lab, faces:wild or faces:mix.");

    public override ImageSet Load(int? size, LoadOptions? options, IProgress<DataProgress>? progress, CancellationToken cancellation)
    {
        RefuseSubjectPattern(options);
        RefuseContempt(options);
        return FaceSet.Draw(look, BuiltInFaces.StandardTrainCount, BuiltInFaces.StandardTestCount, size ?? BuiltInFaces.StandardSize,
            BuiltInFaces.StandardSeed, options?.Workers ?? 0, progress, cancellation);
    }
}
