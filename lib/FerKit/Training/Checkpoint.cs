using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FerKit.Safetensors;
using static TorchSharp.torch;

namespace FerKit.Training;

/// <summary>
/// All of a training's state in one safetensors file: weights (<c>model.*</c>), what the optimizer remembers
/// (<c>optimizer.*</c>), the sums of the present epoch (<c>sums</c>), torch's generator (<c>rng</c>), and in the metadata, as
/// JSON, its place and the epochs behind it, and a digest of all that. Nothing in it is run when it is read. A CUDA generator
/// is not kept: training draws nothing from it.
/// </summary>
public static class Checkpoint
{
    private const string Key = "ferkit-checkpoint", DigestKey = "ferkit-checkpoint-sha256", Sums = "sums", Generator = "rng";
    private const int Version = 2;

    private sealed record Place(int Version, string Run, int Step, int StepInEpoch, double Seconds, double Rate, long Count, int SoundSteps, IReadOnlyList<EpochResult> Epochs);

    /// <summary>Writes the file whole or not at all.</summary>
    /// <param name="path">The file to make or to replace.</param>
    /// <param name="state">Between two steps.</param>
    /// <param name="run">What the state belongs to; <see cref="Restore"/> asks for the same.</param>
    /// <param name="keep">Where the checkpoint before goes; null lets it go.</param>
    /// <exception cref="DivergedException">The loss, a weight or something else of the state is no longer a number: such a state is not worth keeping. Nothing was written.</exception>
    /// <exception cref="FerKitException">The file cannot be written.</exception>
    public static void Save(string path, TrainingState state, string run, string? keep = null)
    {
        var totals = state.Sums.Read();
        if (totals.SoundSteps != state.StepInEpoch)
            throw new DivergedException(state.Step - state.StepInEpoch + totals.SoundSteps + 1, state.Epochs.Count + 1, state.Rate);
        if (!state.IsSound())
            throw new DivergedException(state.Step, state.Epochs.Count + 1, state.Rate);
        using var scope = NewDisposeScope();
        var place = new Place(Version, run, state.Step, state.StepInEpoch, state.Seconds, state.Rate, totals.Count, totals.SoundSteps, state.Epochs);
        string text = JsonSerializer.Serialize(place);
        (string Name, Tensor Value)[] tensors =
        [
            .. state.Tensors(),
            (Sums, tensor((double[])[totals.Loss, totals.Right], device: CPU)),
            (Generator, get_rng_state()),
        ];
        SafetensorsWriter.Write(path, tensors.Select(one => TensorBytes.Describe(one.Name, one.Value)),
            new Dictionary<string, string> { [Key] = text, [DigestKey] = Digest(text, tensors) }, keep: keep);
    }

    /// <summary>Puts a state that has made no step to where the file was written, bit for bit.</summary>
    /// <exception cref="FerKitException">Missing, damaged, of another run, or not of this model and optimizer; the state is then as it was.</exception>
    public static void Restore(string path, TrainingState state, string run)
    {
        using var file = SafetensorsFile.Open(path);
        var place = Read(file);
        if (place.Run != run)
            throw new FerKitException($"{OneLine.Of(path)}: is of another run, or its data or recipe have changed since; restore them, or begin anew with another --out.");
        using var scope = NewDisposeScope();
        var read = new Dictionary<string, Tensor>();
        foreach (var entry in file.Entries)
            read.Add(entry.Name, TensorBytes.Read(file, entry));
        if (file.Metadata.GetValueOrDefault(DigestKey) != Digest(file.Metadata[Key], read.Select(one => (one.Key, one.Value))))
            throw new SafetensorsException(path, "is damaged: its contents are not those that were written");
        Check(path, state, place, read);

        Moments.Begin(state.Optimizer, state.Parameters, place.Step);
        using (no_grad())
            foreach (var (name, value) in state.Tensors())
                value.copy_(read[name]);
        set_rng_state(read[Generator]);
        double[] sums = read[Sums].data<double>().ToArray();
        state.Goto(place.Step, place.StepInEpoch, place.Seconds, place.Rate, place.Epochs, new Totals(sums[0], sums[1], place.SoundSteps, place.Count));
    }

    // SHA-256 of the text and of each tensor's name and bytes, by name.
    private static string Digest(string text, IEnumerable<(string Name, Tensor Value)> tensors)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        foreach (var (name, value) in tensors.OrderBy(one => one.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            TensorBytes.Use(value, hash.AppendData);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static Place Read(SafetensorsFile file)
    {
        try
        {
            if (file.Metadata.GetValueOrDefault(Key) is { } text && JsonSerializer.Deserialize<Place>(text) is { Version: Version, Epochs: not null } place
                && place is { Step: >= 0, StepInEpoch: >= 0, Count: >= 0 } && place.StepInEpoch <= place.Step) return place;
        }
        catch (JsonException)
        {
        }
        throw new SafetensorsException(file.Path, "is no checkpoint that this kit can read");
    }

    private static void Check(string path, TrainingState state, Place place, Dictionary<string, Tensor> read)
    {
        var expected = state.Model.state_dict().ToDictionary(one => TrainingState.ModelPrefix + one.Key, one => one.Value.shape);
        foreach (string kind in Moments.Kinds(state.Optimizer, place.Step))
            foreach (var (name, parameter) in state.ParameterNames.Zip(state.Parameters))
                expected.Add($"{TrainingState.OptimizerPrefix}{kind}.{name}", parameter.shape);
        expected.Add(Sums, [2]);
        expected.Add(Generator, get_rng_state().shape);
        foreach (var (name, shape) in expected)
            if (!read.TryGetValue(name, out var tensor) || !tensor.shape.SequenceEqual(shape) || (name == Sums && tensor.dtype != ScalarType.Float64))
                throw new FerKitException($"{OneLine.Of(path)}: does not fit this model and recipe: '{OneLine.Of(name)}' is missing or has another shape.");
    }
}
