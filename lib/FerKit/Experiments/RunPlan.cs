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
public sealed record RunPlan(
    string Data, string Model, Recipe Recipe, ulong Seed = 1, double HoldOut = 0.2, string? Weights = null, string Device = "cpu", string? Subject = null);
