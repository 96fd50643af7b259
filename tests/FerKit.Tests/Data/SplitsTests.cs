using FerKit.Data;

namespace FerKit.Tests.Data;

public class SplitsTests
{
    private static readonly long[] Labels = [.. Enumerable.Range(0, 1_000).Select(i => (long)(i < 16 ? 0 : i < 316 ? 1 : 2))];

    private static readonly string?[] Persons = [.. Enumerable.Range(0, 1_000).Select(i => $"person {i * i % 211}")];

    [Fact]
    public void Official_TakesTheDistributorsParts()
    {
        IndexSplit split = Splits.Official([DataSplit.Test, DataSplit.None, DataSplit.Train, DataSplit.Test, DataSplit.Train]);
        Assert.Equal([2, 4], split.Train);
        Assert.Equal([0, 3], split.HeldOut);
    }

    [Fact]
    public void Official_OnePartMissing_SaysSo() =>
        Assert.Contains("no official split", Assert.Throws<FerKitException>(() => Splits.Official([DataSplit.Train, DataSplit.None])).Message);

    [Theory]
    [InlineData(0.2, new[] { 3, 60, 137 })]
    [InlineData(0.01, new[] { 1, 3, 7 })]
    [InlineData(0.999, new[] { 15, 299, 683 })]
    public void Stratified_HoldsOutTheFractionOfEachClass(double fraction, int[] heldOut)
    {
        IndexSplit split = Splits.Stratified(Labels, fraction, 5);
        Assert.Equal(Enumerable.Range(0, 1_000), split.Train.Concat(split.HeldOut).Order());
        Assert.Equal(heldOut, SplitReport.Of(split, Labels, Persons, 3).HeldOutPerClass);
    }

    [Fact]
    public void Stratified_AmongSome_LeavesTheOthersOut()
    {
        int[] among = [.. Enumerable.Range(0, 500).Select(i => 2 * i)];
        IndexSplit split = Splits.Stratified(Labels, 0.25, 5, among);
        Assert.Equal(among, split.Train.Concat(split.HeldOut).Order());
    }

    [Fact]
    public void Stratified_ClassOfOne_StaysInTraining()
    {
        IndexSplit split = Splits.Stratified([0, 1, 1], 0.5, 5);
        Assert.Contains(0, split.Train);
        Assert.Single(split.HeldOut);
    }

    [Fact]
    public void Stratified_NoClassOfTwo_SaysSo() => Assert.Throws<FerKitException>(() => Splits.Stratified([0, 1], 0.5, 5));

    [Fact]
    public void BySubject_ManySeeds_NoPersonOnBothSidesAndTheFractionOfPersons()
    {
        int persons = Persons.Distinct().Count();
        for (ulong seed = 0; seed < 50; seed++)
        {
            IndexSplit split = Splits.BySubject(Persons, Labels, 0.2, seed);
            Assert.Equal(Enumerable.Range(0, 1_000), split.Train.Concat(split.HeldOut).Order());
            SplitReport report = SplitReport.Of(split, Labels, Persons, 3);
            Assert.Empty(report.LeakedSubjects);
            Assert.Null(report.Warning);
            Assert.Equal((int)Math.Round(0.2 * persons), split.HeldOut.Select(i => Persons[i]).Distinct().Count());
            Assert.InRange(report.HeldOutPerClass[0], 2, 5);
            Assert.InRange(report.HeldOutPerClass[1], 300 * 0.17, 300 * 0.23);
            Assert.InRange(report.HeldOutPerClass[2], 684 * 0.17, 684 * 0.23);
        }
    }

    [Fact]
    public void BySubject_FewPersonsHaveMostOfAClass_StillHoldsOutAboutItsShare()
    {
        // Class 1 has 100 pictures: 50, 20 and 20 of three persons, one each of ten others.
        int[] sizes = [50, 20, 20, .. Enumerable.Repeat(1, 10)];
        var subjects = new List<string?>();
        var labels = new List<long>();
        for (int person = 0; person < 200; person++)
        {
            int pictures = person < sizes.Length ? sizes[person] : 2;
            subjects.AddRange(Enumerable.Repeat($"person {person}", pictures));
            labels.AddRange(Enumerable.Repeat(person < sizes.Length ? 1L : 0L, pictures));
        }
        for (ulong seed = 0; seed < 20; seed++)
        {
            IndexSplit split = Splits.BySubject(subjects, labels, 0.2, seed);
            Assert.InRange(SplitReport.Of(split, labels, subjects, 2).HeldOutPerClass[1], 15, 25);
        }
    }

    [Theory]
    [InlineData(0.01, 1)]
    [InlineData(0.99, 2)]
    public void BySubject_ThreePersons_LeavesOneOnEachSide(double fraction, int heldOut)
    {
        string[] subjects = ["a", "b", "c", "a"];
        IndexSplit split = Splits.BySubject(subjects, [0, 0, 1, 1], fraction, 1);
        Assert.Equal(heldOut, split.HeldOut.Select(i => subjects[i]).Distinct().Count());
    }

    [Fact]
    public void BySubject_UnknownPersons_AreNotGuessedButLeftOut()
    {
        string?[] subjects = ["a", null, "b", "a", null];
        IndexSplit split = Splits.BySubject(subjects, [0, 0, 0, 0, 0], 0.5, 1);
        Assert.Equal([1, 4], split.LeftOut);
        Assert.Equal([0, 2, 3], split.Train.Concat(split.HeldOut).Order());
        SplitReport report = SplitReport.Of(split, [0, 0, 0, 0, 0], subjects, 1);
        Assert.Equal(2, report.LeftOut);
        Assert.Equal(0, report.UnknownSubjects);
    }

    [Fact]
    public void BySubject_NoPersonKnown_SaysSo() =>
        Assert.Contains("none of 2 samples", Assert.Throws<FerKitException>(() => Splits.BySubject([null, null], [0, 0], 0.5, 1)).Message);

    [Fact]
    public void BySubject_OnePerson_SaysSo() =>
        Assert.Throws<FerKitException>(() => Splits.BySubject(["a", "a"], [0, 1], 0.5, 1));

    [Fact]
    public void Splits_SameSeed_AreEqual_OtherSeed_Differ()
    {
        Assert.Equal(Splits.Stratified(Labels, 0.2, 5).HeldOut, Splits.Stratified(Labels, 0.2, 5).HeldOut);
        Assert.NotEqual(Splits.Stratified(Labels, 0.2, 5).HeldOut, Splits.Stratified(Labels, 0.2, 6).HeldOut);
        Assert.Equal(Splits.BySubject(Persons, Labels, 0.2, 5).HeldOut, Splits.BySubject(Persons, Labels, 0.2, 5).HeldOut);
        Assert.NotEqual(Splits.BySubject(Persons, Labels, 0.2, 5).HeldOut, Splits.BySubject(Persons, Labels, 0.2, 6).HeldOut);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Splits_FractionThatSplitsNothing_IsRefused(double fraction)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Splits.Stratified(Labels, fraction, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Splits.BySubject(Persons, Labels, fraction, 5));
    }

    [Fact]
    public void Report_PersonOnBothSides_WarnsAndCounts()
    {
        SplitReport report = SplitReport.Of(new IndexSplit([0, 1], [2, 3]), [0, 1, 1, 1], ["b", "a", "b", null], 2);
        Assert.Equal(["b"], report.LeakedSubjects);
        Assert.Equal(1, report.UnknownSubjects);
        Assert.Equal([1, 1], report.TrainPerClass);
        Assert.Equal([0, 2], report.HeldOutPerClass);
        Assert.Contains("1 persons are in both the training part and the held-out part (1 of its 2 pictures);", report.Warning);
    }

    [Fact]
    public void Report_FramesOfAFilmOnBothSides_WarnsWithNumbers()
    {
        SplitReport report = SplitReport.Of(new IndexSplit([0, 1], [2, 3]), [0, 1, 1, 1], ["b", "a", "b", "c"], 2, ["b1", "a1", "b1", "c1"]);
        Assert.Equal(["b1"], report.LeakedSequences);
        Assert.Equal("1 persons are in both the training part and the held-out part (1 of its 2 pictures), and 1 sequences have frames in both; scores will be too good, split by person instead", report.Warning);
    }

    [Fact]
    public void SubjectFolds_TenFolds_HoldEachPersonOutOnceInTheOrderOfNames()
    {
        string?[] subjects = [.. Enumerable.Range(0, 60).Select(i => i == 7 ? null : $"S{i / 3:D3}")];
        IReadOnlyList<IndexSplit> folds = Splits.SubjectFolds(subjects, 10);
        Assert.Equal(10, folds.Count);
        Assert.Equal(["S000", "S010"], folds[0].HeldOut.Select(i => subjects[i]).Distinct());
        Assert.Equal(Enumerable.Range(0, 60).Where(i => i != 7), folds.SelectMany(fold => fold.HeldOut).Order());
        foreach (IndexSplit fold in folds)
        {
            Assert.Equal([7], fold.LeftOut);
            Assert.Empty(fold.Train.Select(i => subjects[i]).Intersect(fold.HeldOut.Select(i => subjects[i])));
            Assert.Equal(59, fold.Train.Count + fold.HeldOut.Count);
        }
    }

    [Fact]
    public void SubjectFolds_NoPersonKnown_SaysSo() =>
        Assert.Contains("no picture names its person", Assert.Throws<FerKitException>(() => Splits.SubjectFolds([null, null], 2)).Message);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void SubjectFolds_TooFewPersons_IsRefused(int folds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Splits.SubjectFolds(["a", "b", "c", null], folds));
}
