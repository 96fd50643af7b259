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

    [Fact]
    public void Override_OfAugmentations_TakesTheirNamesWithAndWithoutTheGroup()
    {
        var recipe = RecipeText.Override(Recipe.Quick, ["rotation=15", "augmentation.brightness=0.3", "contrast=0.2", "saturation=0.1", "erasing=0.5", "erasing-area=0.2", "occlusion=0.25"]);
        Assert.Equal(new Augmentation { Rotation = 15, Brightness = 0.3, Contrast = 0.2, Saturation = 0.1, Erasing = 0.5, ErasingArea = 0.2, Occlusion = 0.25 }, recipe.Augmentation);
    }

    [Fact]
    public void Presets_FlipAndShiftAlone()
    {
        foreach (var preset in Recipe.Presets)
        {
            var does = preset.Augmentation;
            Assert.Equal((true, 0.08), (does.Flip, does.Shift));
            Assert.All((double[])[does.Rotation, does.Brightness, does.Contrast, does.Saturation, does.Erasing, does.Occlusion], value => Assert.Equal(0, value));
        }
    }

    [Theory]
    [InlineData("epoch=5", "did you mean 'epochs'")]
    [InlineData("lerning-rate=1", "a recipe has no")]
    [InlineData("epochs=zero", "--epochs is 'zero': a value such as 20 is needed")]
    [InlineData("epochs=0", "--epochs is 0: it must be from 1 to 10000")]
    [InlineData("size=50", "multiple of 8")]
    [InlineData("rate=-1", "--rate is -1")]
    [InlineData("optimizer=lion", "--optimizer is 'lion': use Sgd, AdamW")]
    [InlineData("precision=1", "--precision is '1': use Float32, BFloat16")]
    [InlineData("epochs", "key=value")]
    [InlineData("rotation=200", "--rotation is 200: it must be from 0 to 180")]
    [InlineData("occlusion=often", "--occlusion is 'often': a value such as 0 is needed")]
    [InlineData("occlusions=1", "did you mean 'augmentation.occlusion'")]
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
            var recipe = Recipe.PaperFinetune with { Epochs = 3, Augmentation = new Augmentation(Flip: false) { Rotation = 5, Erasing = 0.25 } };
            File.WriteAllText(file, RecipeText.Write(recipe));
            Assert.Equal(recipe, RecipeText.Parse(file));
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
