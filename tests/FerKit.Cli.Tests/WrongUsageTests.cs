namespace FerKit.Cli.Tests;

public sealed class WrongUsageTests
{
    [Theory]
    [InlineData("train --data faces:wild", "--out")]
    [InlineData("train --data faces:wild --out run --epoch=5", "did you mean 'epochs'")]
    [InlineData("train --data faces:wild --out run --model vgg", "--model is 'vgg'")]
    [InlineData("train --data faces:wild --out run --recipe slow", "'slow' is no recipe")]
    [InlineData("train --data faces:wild --out run --holdout 2", "--holdout is 2")]
    [InlineData("train --data faces:wild --out run --epochs=0", "--epochs is 0")]
    [InlineData("train --data faces:wild --out run --nonsense", "'--nonsense' is no option")]
    [InlineData("train --data zoo:here --out run", "names no data set")]
    [InlineData("train --data faces:wild --out run --threads 0", "--threads is 0")]
    [InlineData("eval --data faces:wild", "either --run RUN or --weights FILE")]
    [InlineData("data pack --data folder:x --size 0 --out p", "--size is 0")]
    [InlineData("faces draw --look odd --out run", "--look is 'odd': use lab, wild, mix. See 'ferkit faces draw --help'")]
    [InlineData("faces draw --test -1 --out run", "--test is -1")]
    [InlineData("faces draw --train 0 --test 0 --out run", "--train and --test are 0")]
    [InlineData("faces draw --occluder hat --out run", "--occluder is 'hat': use look, none, glasses, sunglasses, mask, hand, microphone, any")]
    [InlineData("faces draw --occluder mask --occluder-share 2 --out run", "--occluder-share is 2: it must be from 0 to 1")]
    [InlineData("faces draw --occluder-share 0.5 --out run", "--occluder-share needs an occluder")]
    [InlineData("faces draw --yaw 80 --out run", "--yaw is 80: it must be from -75 to 75")]
    [InlineData("faces draw --yaw NaN --out run", "--yaw is NaN")]
    [InlineData("faces draw --layout ckplus --train 1 --test 0 --look lab --out run", "no neutral sequence")]
    [InlineData("faces sheet --out run", "--out is 'run': name a .png file")]
    [InlineData("faces sheet --size 500 --out run.png", "--size is 500: it must be from 32 to 160")]
    [InlineData("bench faces --count 0", "--count is 0: it must be from 1 to 100000")]
    [InlineData("bench difficulty --seeds 0", "--seeds is 0")]
    [InlineData("faces crop in out --align eye", "--align is 'eye': use none, eyes, landmarks")]
    [InlineData("faces crop in out --size 4", "--size is 4: it must be from 8 to 2048")]
    [InlineData("faces crop in out --margin 3", "--margin is 3: it must be from -0.25 to 2")]
    [InlineData("faces crop in out --detector mtcnn", "name its weights with --weights FILE")]
    [InlineData("faces crop in out --weights w", "--weights is for --detector mtcnn")]
    [InlineData("faces crop in", "faces crop --help")]
    [InlineData("bench train --twin-channels-last", "--same-algorithm and --twin-channels-last are for --twin: add it.")]
    [InlineData("bench train --precision half", "--precision is 'half': use float32, bfloat16.")]
    [InlineData("bench epoch --count 1", "--count is 1: it must be from 8 to 1000000")]
    [InlineData("bench eval --batch 65", "--batch is 65: it must be from 1 to 64")]
    [InlineData("bench train --batch 0", "--batch is 0: it must be from 2 to 4096")]
    [InlineData("bench input --size 8", "--size is 8: it must be from 32 to 512")]
    [InlineData("bench input --rotation=200", "--rotation is 200: it must be from 0 to 180")]
    [InlineData("bench input --nonsense", "'--nonsense' is no option of input")]
    [InlineData("complexity --size 100", "--size is 100: for all models it must be a multiple of 8")]
    [InlineData("weights fold a b/../a", "is both IN and OUT")]
    [InlineData("data check zoo here", "'zoo:here' names no data set")]
    [InlineData("data check faces:wild", "is no collection of pictures on the disk")]
    [InlineData("train --data faces:wild --out run --fold 4/3", "'4/3' is no fold")]
    [InlineData("notebooks 99", "no lesson '99'")]
    [InlineData("notebooks --keep --threads 2", "leave --parameter and --threads away")]
    [InlineData("notebooks --jobs 0", "--jobs is 0: it must be from 1 to 256")]
    [InlineData("ablation --data faces:wild --jobs 0 --out run", "--jobs is 0: it must be from 1 to 256")]
    [InlineData("notebooks --parameter seeds=1", "no parameter 'seeds'")]
    [InlineData("data check rafdb", "'rafdb' lacks the place where the data lies: write rafdb:ROOT")]
    [InlineData("data check faces:lab", "is no collection of pictures on the disk")]
    [InlineData("data pack --data folder:x --out p --size 64px", "--size is '64px': a whole number is needed.")]
    [InlineData("data pack --data folder:x --out p --subjct ^(.+)_1$", "'--subjct' is not known here, did you mean '--subject'?")]
    [InlineData("train --data faces:wild --out run --epochs 5", "--epochs is a value of the recipe: write --epochs=5.")]
    [InlineData("train --data faces:wild --out run --modle resnet34", "'--modle' is no option of train, did you mean '--model'?")]
    [InlineData("train --data faces:wild --out run --model resnet43", "did you mean 'resnet34'?")]
    [InlineData("train --data face:wild --out run", "did you mean faces:?")]
    [InlineData("train --data faces:wild --out run --contempt keep", "labels no contempt")]
    [InlineData("faces crop in out --margin abc", "--margin is 'abc': a number, such as 0.5, is needed.")]
    [InlineData("trian", "'trian' is not known here, did you mean 'train'?")]
    [InlineData("figures bake a.json --width 20 --out run", "--width is 20: it must be from 50 to 5000")]
    [InlineData("figures bake a.json --height 20 --out run", "--height is 20: it must be from 50 to 5000")]
    [InlineData("figures bake a.json --scale 9 --out run", "--scale is 9: it must be from 0.1 to 8")]
    [InlineData("figures bake a.json --format pdf --out run", "--format is 'pdf': use png, svg")]
    [InlineData("figures bake a.json", "--out")]
    [InlineData("ablation --data faces:wild --models zoo --out run", "--models is 'zoo': use table5, table6, table7, all, or resnet34")]
    [InlineData("ablation --data faces:wild --seeds 0 --out run", "--seeds is 0: it must be from 1 to 1000")]
    [InlineData("ablation --data faces:wild --folds 1 --out run", "--folds is 1: it must be from 2 to 1000")]
    [InlineData("ablation --data faces:wild --holdout 5 --out run", "--holdout is 5: it must be at least 0 and below 1")]
    [InlineData("ablation --data faces:wild --nonsense=1 --out run", "a recipe has no 'nonsense'")]
    [InlineData("robustness --data faces:wild", "robustness takes --weights FILE..., --run RUN... or --ablation DIR.")]
    [InlineData("cam --out run picture.png", "--weights")]
    [InlineData("cam --weights w --view heat --out run picture.png", "--view is 'heat': use")]
    [InlineData("bench cam --batch 0", "--batch is 0: it must be from 1 to 4096")]
    [InlineData("predict --weights w.safetensors a.png --detct", "'--detct' is not known here, did you mean '--detect'?")]
    [InlineData("cam --weights w.safetensors --out o --clas=fear a.png", "'--clas=fear' is not known here, did you mean '--class'?")]
    [InlineData("eval --fold 1/5", "'--fold' is not known here.")]
    [InlineData("train --data faces:lab --out run --sbject=x", "'--sbject' is neither an option of train nor a value of the recipe, did you mean '--subject'?")]
    [InlineData("train --data faces:lab --out run --fold 1/5 --split person", "--fold and --split both say what is held out")]
    [InlineData("data check folder:. .", "'folder:.' names the place already: leave '.' away")]
    [InlineData("data pack --data /tmp --out p", "'/tmp' is a folder: say what kind of data set is in it, as folder:/tmp")]
    [InlineData("frobnicate", "frobnicate")]
    [InlineData("predict --weights w", "")]
    public void Ferkit_UsedWrongly_ExitsWithTwoAndOneLine(string line, string says)
    {
        var outcome = Ferkit.Run(line.Split(' '));
        Assert.Equal(2, outcome.Code);
        Assert.Contains(says, outcome.Error, StringComparison.Ordinal);
        Assert.StartsWith("ferkit: ", outcome.Errors, StringComparison.Ordinal);
        Assert.Single(outcome.Errors.TrimEnd().Split('\n'));
        Assert.DoesNotContain("   at ", outcome.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists("run"));
    }

    // Known only once the data is there, and so not the one line.
    [Fact]
    public void Train_ByPersonWithNothingHeldOut_SaysWhatLacks()
    {
        var outcome = Ferkit.Run("train", "--data", "faces:lab", "--out", "run", "--split", "person", "--holdout", "0");
        Assert.Equal(2, outcome.Code);
        Assert.Contains("a person split needs a share to hold out", outcome.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists("run"));
    }

    [Theory]
    [InlineData("train --help", "ferkit train [options] [--key=value...]")]
    [InlineData("eval --help", "ferkit eval [options]")]
    [InlineData("--help", "ferkit [command] [options]")]
    public void Help_SaysHowAVerbIsUsed_AndNothingOfAdditionalArguments(string line, string usage)
    {
        var outcome = Ferkit.Run(line.Split(' '));
        Assert.Equal(0, outcome.Code);
        Assert.Contains($"  {usage}\n", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("dditional", outcome.Output, StringComparison.Ordinal);
        Assert.Equal("", outcome.Errors);
    }
}
