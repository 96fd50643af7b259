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
    [InlineData("faces crop in out --align eye", "--align is 'eye': use none, eyes, landmarks")]
    [InlineData("faces crop in out --size 4", "--size is 4: it must be from 8 to 2048")]
    [InlineData("faces crop in out --margin 3", "--margin is 3: it must be from -0.25 to 2")]
    [InlineData("faces crop in out --detector mtcnn", "name its weights with --weights FILE")]
    [InlineData("faces crop in out --weights w", "--weights is for --detector mtcnn")]
    [InlineData("faces crop in", "faces crop --help")]
    [InlineData("bench train --batch 0", "--batch is 0: it must be from 2 to 4096")]
    [InlineData("notebooks 99", "no lesson '99'")]
    [InlineData("notebooks --parameter seeds=1", "no parameter 'seeds'")]
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
}
