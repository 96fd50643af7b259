using FerKit.Data;
using FerKit.Training;

namespace FerKit.Experiments;

/// <summary>One training, as a run folder stores it in <c>run.json</c>.</summary>
/// <param name="Data">The data set's name, e.g. <c>faces:wild</c>.</param>
/// <param name="Model">The model's name in <see cref="Models.ModelZoo"/>.</param>
/// <param name="Recipe">How it is trained.</param>
/// <param name="Seed">Decides the initial weights, the order of the data, the augmentation and the splits.</param>
/// <param name="HoldOut">Share that is kept for the test where the data has no test part of its own: of the persons where they are known, else of each class. 0 keeps none.</param>
/// <param name="Weights">A weights file to start from; null for fresh weights.</param>
/// <param name="Device">Where it runs: <c>cpu</c>, <c>cuda</c>, <c>cuda:1</c>.</param>
/// <param name="Subject">The expression that found the persons in file names; null where the data names them itself or not at all.</param>
/// <param name="Contempt">What becomes of contempt in data that labels it.</param>
/// <param name="Fold">Which fold of persons is held out, instead of a share; null for none.</param>
/// <param name="LogTest">Scores the test part after each epoch too, for its curve (Fig. 11); it chooses nothing.</param>
/// <param name="Threads">Threads that tensors are computed with, on which rounding depends; null for as many as torch has.</param>
/// <param name="Split">How the test part comes about where no fold is asked for.</param>
/// <param name="Source">What the data is, by its own account: of a pack, what was packed. Known once it was loaded.</param>
public sealed record RunPlan(
    string Data, string Model, Recipe Recipe, ulong Seed = 1, double HoldOut = 0.2, string? Weights = null, string Device = "cpu", string? Subject = null,
    ContemptChoice Contempt = ContemptChoice.Drop, SubjectFold? Fold = null, bool LogTest = false, int? Threads = null, SplitChoice Split = SplitChoice.Auto, string? Source = null);

/// <summary>One of the folds of <see cref="Splits.SubjectFolds"/>.</summary>
/// <param name="Index">Which, from 1.</param>
/// <param name="Of">How many there are.</param>
public sealed record SubjectFold(int Index, int Of)
{
    /// <summary>Understands <c>3/10</c>.</summary>
    /// <exception cref="ArgumentException">Not two numbers, the first from 1 to the second.</exception>
    public static SubjectFold Parse(string text) =>
        text.Split('/') is [var index, var of] && int.TryParse(index, out int i) && int.TryParse(of, out int k) && k >= 2 && i >= 1 && i <= k
            ? new SubjectFold(i, k) : throw new ArgumentException($"'{OneLine.Of(text)}' is no fold; use I/K such as 3/10, with I from 1 to K.");
}
