using FerKit.Data;
using FerKit.Experiments;

namespace FerKit.Notebooks.Tests;

/// <summary>The results that lessons show without running them again.</summary>
public class CommittedResultsTests
{
    private static string Folder => Path.Combine(Repository.Notebooks, "results", "ablation-wild");

    [Fact]
    public void AblationOfTheWildFaces_IsStampedAndWholeAndOfTheFacesAndRecipesOfToday()
    {
        AblationStamp stamp = AblationStamp.Read(Folder);
        var rows = AblationFile.Read(Path.Combine(Folder, "results.csv"));
        Assert.Equal(Ablation.Models.Select(model => model + Models.ModelZoo.TinySuffix).Order(), stamp.Models.Order());
        Assert.Equal([1UL, 2UL, 3UL], stamp.Seeds);
        Assert.Equal(Training.Recipe.Quick, stamp.Recipe);
        using var set = DataSource.Parse("faces:wild").Load(stamp.Recipe.Size ?? DataSource.DefaultSize);
        var plans = from seed in stamp.Seeds from model in stamp.Models select new RunPlan("faces:wild", model, stamp.Recipe, seed, stamp.HoldOut);
        Assert.Equal(plans.Select(plan => Ablation.IdOf(plan, set)).Order(), rows.Select(row => row.Id).Order());
        long[] truth = [.. Enumerable.Range(0, set.Count).Where(i => set.Splits[i] == DataSplit.Test).Select(i => set.Labels[i])];
        Assert.All(rows, row => Assert.Equal(truth, row.Truth));
    }
}
