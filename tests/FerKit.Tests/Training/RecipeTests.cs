using FerKit.Training;

namespace FerKit.Tests.Training;

public sealed class RecipeTests
{
    [Fact]
    public void Override_WithKnownKeys_ReplacesTheirValues()
    {
        var recipe = RecipeText.Override(Recipe.Quick, ["epochs=5", "batch=64", "size=96", "label-smoothing=0", "optimizer=AdamW", "augmentation.flip=false", "shift=0.1"]);
        Assert.Equal((5, 64, 96), (recipe.Epochs, recipe.Batch, recipe.Size));
        Assert.Equal(0, recipe.LabelSmoothing);
        Assert.Equal(OptimizerKind.AdamW, recipe.Optimizer);
        Assert.Equal(new Augmentation(false, 0.1), recipe.Augmentation);
    }

    [Theory]
    [InlineData("epoch=5", "did you mean 'epochs'")]
    [InlineData("lerning-rate=1", "a recipe has no")]
    [InlineData("epochs=zero", "--epochs is 'zero': a value such as 20 is needed")]
    [InlineData("epochs=0", "--epochs is 0: it must be from 1 to 10000")]
    [InlineData("size=50", "multiple of 8")]
    [InlineData("rate=-1", "--rate is -1")]
    [InlineData("optimizer=lion", "--optimizer is 'lion': use Sgd, AdamW")]
    [InlineData("epochs", "key=value")]
    public void Override_ThatDoesNotFit_SaysWhat(string assignment, string says)
    {
        var error = Assert.Throws<ArgumentException>(() => RecipeText.Override(Recipe.Quick, [assignment]));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Parse_OfWrittenJson_GivesTheSameRecipe()
    {
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, RecipeText.Write(Recipe.PaperFinetune with { Epochs = 3 }));
            Assert.Equal(Recipe.PaperFinetune with { Epochs = 3 }, RecipeText.Parse(file));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Parse_OfAnUnknownName_ListsThePresets() =>
        Assert.Contains("paper-pretrain", Assert.Throws<ArgumentException>(() => RecipeText.Parse("fast")).Message, StringComparison.Ordinal);

    [Fact]
    public void Paper_FollowsSection41()
    {
        Assert.Equal((200, 128, 0.05, 0.9, 5e-4, 20), (Recipe.PaperPretrain.Epochs, Recipe.PaperPretrain.Batch, Recipe.PaperPretrain.Rate, Recipe.PaperPretrain.Momentum, Recipe.PaperPretrain.WeightDecay, Recipe.PaperPretrain.StepEpochs));
        Assert.Equal((100, 0.01), (Recipe.PaperFinetune.Epochs, Recipe.PaperFinetune.Rate));
    }
}
