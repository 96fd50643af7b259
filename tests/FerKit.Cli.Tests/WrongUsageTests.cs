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
    [InlineData("bench train --batch 0", "--batch is 0: it must be from 2 to 4096")]
    [InlineData("bench input --size 8", "--size is 8: it must be from 32 to 512")]
    [InlineData("bench input --rotation=200", "--rotation is 200: it must be from 0 to 180")]
    [InlineData("bench input --nonsense", "'--nonsense' is no option of input")]
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
