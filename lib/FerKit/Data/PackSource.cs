namespace FerKit.Data;

/// <summary><c>pack:FILE</c>: a pack, at the size it was made with.</summary>
internal sealed class PackSource(string file) : DataSource($"pack:{file}")
{
    public override bool KnowsContempt => true;

    public override DataCheckReport Check(LoadOptions? options, IProgress<DataProgress>? progress, CancellationToken cancellation)
    {
        using ImageSet set = Load(null, options is null ? null : options with { Contempt = ContemptChoice.Drop }, null, cancellation);
        return DataCheck.Run(set, PackCheck.Damage(file, cancellation) is { } damage ? new ExcludedImage(file, damage) : null, progress, cancellation);
    }

    public override ImageSet Load(int? size, LoadOptions? options, IProgress<DataProgress>? progress, CancellationToken cancellation)
    {
        RefuseSubjectPattern(options);
        ImageSet set = PackFile.Open(file);
        if (options?.Contempt == ContemptChoice.Keep && set.Settings.GetValueOrDefault("contempt") == "drop")
        {
            using (set)
                throw new FerKitException($"{OneLine.Of(file)}: was packed without contempt; pack the data set again with --contempt keep");
        }
        if (size is null || size == set.Size)
            return set;
        using (set)
            throw new FerKitException($"{OneLine.Of(file)}: holds pictures of {set.Size} px and {size} are asked for; ask for {set.Size}, or pack the data set again at {size}");
    }
}
