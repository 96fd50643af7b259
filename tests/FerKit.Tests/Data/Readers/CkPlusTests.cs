using FerKit.Data;
using FerKit.Data.Readers;

namespace FerKit.Tests.Data.Readers;

public sealed class CkPlusTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_DistributorsLayout_TakesTheLastThreeFramesOfLabelledSequences()
    {
        WriteSequences();
        ImageCollection found = CkPlus.Read(folder.Path);
        Assert.Equal(
        [
            "cohn-kanade-images/S005/001/S005_001_00000003.png disgust None S005 S005_001",
            "cohn-kanade-images/S005/001/S005_001_00000004.png disgust None S005 S005_001",
            "cohn-kanade-images/S005/001/S005_001_00000005.png disgust None S005 S005_001",
        ], Trees.Lines(found));
        Assert.Contains("1 sequences have no emotion file", found.Notes[0]);
        Assert.Equal("1 labelled sequences have fewer than 3 frames", found.Notes[1]);
        Assert.Contains("1 pictures of contempt passed over; --contempt keep", found.Notes[2]);
        Assert.Contains("_emotion.txt", Assert.Single(found.Excluded).Path);
        Assert.Equal(981, found.Published!.Counts.Sum(count => count.Count));
    }

    [Fact]
    public void Read_ContemptKept_IsTheEighthClass()
    {
        WriteSequences();
        ImageCollection found = CkPlus.Read(folder.Path, ContemptChoice.Keep);
        Assert.Equal(8, found.ClassNames.Count);
        Assert.Equal("cohn-kanade-images/S010/002/S010_002_00000001.png contempt None S010 S010_002", Trees.Lines(found)[^1]);
        Assert.Equal("keep", found.Settings["contempt"]);
    }

    [Theory]
    [InlineData("cohn-kanade-images/S020/001/Thumbs.db")]
    [InlineData("cohn-kanade-images/S020/003/S020_003_00000001.png")]
    [InlineData("cohn-kanade-images/S005/001/S005_001_00000001.png")]
    public void Read_ALabelWithoutFrames_IsExcludedByName(string other)
    {
        folder.Picture(other);
        folder.Text("Emotion/S020/001/S020_001_00000009_emotion.txt", "   5.0000000e+00\n");
        ImageCollection found = CkPlus.Read(folder.Path);
        Assert.Empty(found.Samples);
        ExcludedImage excluded = Assert.Single(found.Excluded);
        Assert.EndsWith("S020_001_00000009_emotion.txt", excluded.Path);
        Assert.Equal("labels a sequence without frames: there are none in cohn-kanade-images/S020/001", excluded.Reason);
    }

    [Fact]
    public void Read_TwoEmotionsOfOneSequence_AreExcludedByName()
    {
        folder.Picture("cohn-kanade-images/S020/001/S020_001_00000001.png");
        folder.Text("Emotion/S020/001/S020_001_00000009_emotion.txt", "   5.0000000e+00\n");
        folder.Text("Emotion/S020/001/S020_001_00000010_emotion.txt", "   1.0000000e+00\n");
        ImageCollection found = CkPlus.Read(folder.Path);
        Assert.Empty(found.Samples);
        Assert.Equal("is one of 2 emotion files of one sequence; keep the right one", Assert.Single(found.Excluded).Reason);
    }

    [Fact]
    public void Read_WhatMacOsLeavesBesideFiles_IsNoLabelAndNoFrame()
    {
        WriteSequences();
        folder.Text("Emotion/S005/001/._S005_001_00000005_emotion.txt", "Mac OS X");
        folder.Text("cohn-kanade-images/S005/001/._S005_001_00000005.png", "Mac OS X");
        folder.Text("__MACOSX/x", "Mac OS X");
        ImageCollection found = CkPlus.Read(folder.Path);
        Assert.Equal(3, found.Samples.Count);
        Assert.EndsWith("S010_003_00000001_emotion.txt", Assert.Single(found.Excluded).Path);
    }

    [Fact]
    public void Read_OtherFilesAmongTheFrames_AreCounted()
    {
        WriteSequences();
        folder.Text("cohn-kanade-images/S005/001/notes.txt", "x");
        folder.Picture("cohn-kanade-images/S005/002/deep/a.png");
        Assert.Contains(CkPlus.Read(folder.Path).Notes, note => note.StartsWith("passed over in the folders of frames: 1 files that are no pictures by their extension (such as ", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_CopyOf981Frames_FindsPersonAndSequenceInTheNames()
    {
        folder.Picture("CK+48/anger/S010_004_00000017.png");
        folder.Picture("CK+48/happy/S011_006_00000013.png");
        folder.Picture("CK+48/happy/face.png");
        Assert.Equal(
            ["anger/S010_004_00000017.png anger None S010 S010_004", "happy/S011_006_00000013.png happiness None S011 S011_006", "happy/face.png happiness None - -"],
            Trees.Lines(CkPlus.Read(folder.Path)));
    }

    [Fact]
    public void Read_NoneOfTheLayouts_SaysWhatIsMissing()
    {
        Directory.CreateDirectory(folder.File("cohn-kanade-images/S005/x"));
        Assert.Contains("no Emotion", Assert.Throws<FerKitException>(() => CkPlus.Read(folder.Path)).Message);
        folder.Picture("none/x/a.png");
        Assert.Contains("holds neither cohn-kanade-images", Assert.Throws<FerKitException>(() => CkPlus.Read(folder.File("none"))).Message);
        folder.Picture("other/anger/a.png");
        Assert.Contains("S005_001_00000011.png", Assert.Throws<FerKitException>(() => CkPlus.Read(folder.File("other"))).Message);
    }

    private void WriteSequences()
    {
        for (int frame = 1; frame <= 5; frame++) folder.Picture($"cohn-kanade-images/S005/001/S005_001_0000000{frame}.png", frame);
        folder.Picture("cohn-kanade-images/S005/002/S005_002_00000001.png");
        folder.Picture("cohn-kanade-images/S010/002/S010_002_00000001.png");
        folder.Picture("cohn-kanade-images/S010/003/S010_003_00000001.png");
        folder.Text("Emotion/S005/001/S005_001_00000005_emotion.txt", "   3.0000000e+00\n");
        Directory.CreateDirectory(folder.File("Emotion/S005/002/x"));
        folder.Text("Emotion/S010/002/S010_002_00000001_emotion.txt", "   2.0000000e+00\n");
        folder.Text("Emotion/S010/003/S010_003_00000001_emotion.txt", "   9.0000000e+00\n");
    }
}
