using FerKit.Data;

namespace FerKit.Experiments;

/// <summary>Which samples a run learns from, chooses its best epoch by, and is tested on at the end.</summary>
/// <param name="Train">Indices to train on.</param>
/// <param name="Validation">Indices that choose the best epoch; may be empty.</param>
/// <param name="Test">Indices that are scored once, at the end; may be empty.</param>
/// <param name="Kind">How the test part came about, in a few words.</param>
/// <param name="Warning">What is wrong with the split, in one line; null when nothing is known to be.</param>
public sealed record DataParts(IReadOnlyList<int> Train, IReadOnlyList<int> Validation, IReadOnlyList<int> Test, string Kind, string? Warning)
{
    /// <summary>Splits a data set.</summary>
    /// <param name="set">The data set.</param>
    /// <param name="holdOut">Share for the test where there is no official test part; 0 for none.</param>
    /// <param name="validation">Share of the training part for validation; 0 for none.</param>
    /// <param name="seed">Chooses which.</param>
    /// <param name="fold">The fold of persons to hold out instead; null for none.</param>
    /// <param name="choice">How the test part comes about where no fold is asked for.</param>
    /// <exception cref="ArgumentException">More folds than persons, or a choice that has nothing to hold out.</exception>
    /// <exception cref="FerKitException">Persons that are not known, no official part, or too little left to train on.</exception>
    public static DataParts Of(ImageSet set, double holdOut, double validation, ulong seed, SubjectFold? fold = null, SplitChoice choice = SplitChoice.Auto)
    {
        if (holdOut == 0 && choice is SplitChoice.Person or SplitChoice.Stratified)
            throw new ArgumentException($"a {choice.ToString().ToLowerInvariant()} split needs a share to hold out above 0: give --holdout.");
        bool official = choice == SplitChoice.Official || choice == SplitChoice.Auto && set.Splits.Contains(DataSplit.Train) && set.Splits.Contains(DataSplit.Test);
        bool persons = set.Subjects.Any(subject => subject is not null);
        // Who or what must not stand on both sides.
        var (groups, group) = persons ? (set.Subjects, "person") : (set.Sequences, "sequence");
        var (test, kind) = fold is not null ? (Splits.SubjectFolds(set.Subjects, fold.Of)[fold.Index - 1], $"fold {fold.Index} of {fold.Of} by person")
            : official ? (Splits.Official(set.Splits), "official")
            : holdOut == 0 ? (new IndexSplit([.. Enumerable.Range(0, set.Count)], []), "no test part")
            : choice != SplitChoice.Stratified && (choice == SplitChoice.Person || groups.Any(one => one is not null)) ? (Splits.BySubject(groups, set.Labels, holdOut, seed), $"held out by {group}")
            : (Splits.Stratified(set.Labels, holdOut, seed), "held out by class");
        int[] chosen = fold is null && official ? [.. Enumerable.Range(0, set.Count).Where(i => set.Splits[i] == DataSplit.Validation)] : [];
        var inner = validation == 0 ? new IndexSplit(test.Train, [])
            : chosen.Length > 0 ? new IndexSplit(test.Train, chosen)
            : test.Train.Any(i => groups[i] is not null) ? Splits.BySubject(groups, set.Labels, validation, seed, test.Train)
            : Splits.Stratified(set.Labels, validation, seed, test.Train);
        if (inner.Train.Count < 2)
            throw new FerKitException($"{set.Source}: {inner.Train.Count} pictures are left to train on; at least 2 are needed.");
        string? warning = SplitReport.Of(test, set.Labels, set.Subjects, set.ClassNames.Count, set.Sequences).Warning;
        if (fold is null && !official && !persons && holdOut > 0)
            warning ??= "no picture names its person, so one person may be on both sides and the test score too good; --subject tells persons apart.";
        int unknown = test.LeftOut.Count + inner.LeftOut.Count;
        if (unknown > 0) warning ??= $"{unknown} of {set.Count} pictures do not name their {group} and are neither trained on nor tested on, such as {OneLine.Of(set.Names[test.LeftOut.Concat(inner.LeftOut).First()])}.";
        if (unknown > 0) kind += $", {unknown} pictures of unknown {group}s left out";
        return new DataParts(inner.Train, inner.HeldOut, test.HeldOut, kind, warning);
    }
}
