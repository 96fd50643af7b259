using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FerKit.Safetensors;

namespace FerKit.Tests.Safetensors;

public sealed class SafetensorsWriterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Write_SameContentAsAnotherWriter_GivesItsBytes()
    {
        string path = folder.File("größe 表情.safetensors");
        SafetensorsWriter.Write(path, SafetensorsFixtures.MixedTensors, SafetensorsFixtures.MixedMetadata);
        Assert.Equal(SafetensorsFixtures.Mixed, File.ReadAllBytes(path));
    }

    [Fact]
    public void Write_OtherOrder_GivesEqualBytes()
    {
        string path = folder.File("a.safetensors");
        SafetensorsWriter.Write(path, SafetensorsFixtures.MixedTensors.Reverse(), SafetensorsFixtures.MixedMetadata.Reverse().ToDictionary());
        Assert.Equal(SafetensorsFixtures.Mixed, File.ReadAllBytes(path));
    }

    [Fact]
    public void Write_NothingAtAll_IsTheReferencesEmptyFile()
    {
        string path = folder.File("a.safetensors");
        SafetensorsWriter.Write(path, []);
        Assert.Equal([8, 0, 0, 0, 0, 0, 0, 0, .. "{}      "u8], File.ReadAllBytes(path));
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Assert.Empty(file.Entries);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ab\"\\/\n\t\u0001")]
    [InlineData("")]
    [InlineData("\U0001F600 <&>'")]
    public void Write_AnyNameAndMetadata_ComeBack(string text)
    {
        string path = folder.File("a.safetensors");
        SafetensorsWriter.Write(path, [new(text, SafetensorsDataType.U8, [2], new byte[] { 3, 4 })], new Dictionary<string, string> { [text] = text });
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Assert.Equal([3, 4], file.Bytes(text).ToArray());
        Assert.Equal(text, file.Metadata[text]);
        Assert.Equal(0, (new FileInfo(path).Length - 2) % 8);
    }

    [Theory]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(131_072)]
    [InlineData(200_001)]
    public void Write_LongMetadata_ComesBackAndTakesWhatOneWriteOfItWould(int length)
    {
        // Letters of two units, at odd places and so across the pieces, and some that must be escaped.
        string text = string.Concat(Enumerable.Range(0, length).Select(i => i % 5 == 0 ? "\"" : "\U0001F600"))[..length];
        if (char.IsHighSurrogate(text[^1])) text = text[..^1] + "x";
        string path = folder.File("a.safetensors");
        SafetensorsWriter.Write(path, [], new Dictionary<string, string> { ["text"] = text });
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Assert.Equal(text, file.Metadata["text"]);
        var options = new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        Assert.StartsWith($"{{\"__metadata__\":{{\"text\":{JsonSerializer.Serialize(text, options)}", Encoding.UTF8.GetString(File.ReadAllBytes(path).AsSpan(8)), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AllTypes_AreAlignedAndComeBack()
    {
        string path = folder.File("a.safetensors");
        SafetensorsDataType[] types = Enum.GetValues<SafetensorsDataType>();
        SafetensorsWriter.Write(path, types.Select(t => new SafetensorsTensor(t.ToString(), t, [3], new byte[3 * t.ItemSize()])));
        using SafetensorsFile file = SafetensorsFile.Open(path);
        Assert.Equal(types.Length, file.Entries.Count);
        Assert.All(file.Entries, e => Assert.Equal(0, e.Begin % e.DataType.ItemSize()));
        Assert.All(file.Entries, e => Assert.Equal(e.Name, e.DataType.ToString()));
    }

    [Fact]
    public void Write_CallbackThrows_LeavesTheOldFileAndNothingElse()
    {
        string path = folder.Write("a.safetensors", SafetensorsFixtures.Mixed);
        var failing = new SafetensorsTensor("x", SafetensorsDataType.U8, [100_000], stream =>
        {
            stream.Write(new byte[70_000]);
            throw new InvalidDataException("broken");
        });
        Assert.Throws<InvalidDataException>(() => SafetensorsWriter.Write(path, [.. SafetensorsFixtures.MixedTensors, failing]));
        Assert.Equal(["a.safetensors"], folder.Files());
        Assert.Equal(SafetensorsFixtures.Mixed, File.ReadAllBytes(path));
    }

    [Fact]
    public void Write_Cancelled_LeavesNothing()
    {
        using var cancel = new CancellationTokenSource();
        var tensor = new SafetensorsTensor("x", SafetensorsDataType.U8, [1], stream =>
        {
            stream.WriteByte(0);
            cancel.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => SafetensorsWriter.Write(folder.File("a.safetensors"), [tensor], null, cancel.Token));
        Assert.Empty(folder.Files());
    }

    [Theory]
    [InlineData(3)]
    [InlineData(5)]
    public void Write_CallbackWritesAnotherLength_LeavesNothing(int written)
    {
        var tensor = new SafetensorsTensor("x", SafetensorsDataType.F32, [1], stream => stream.Write(new byte[written]));
        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => SafetensorsWriter.Write(folder.File("a.safetensors"), [tensor]));
        Assert.Contains("'x'", e.Message);
        Assert.Empty(folder.Files());
    }

    [Fact]
    public void Write_NoFolderOrAFolder_SaysSoInOneLine()
    {
        FerKitException missing = Assert.Throws<FerKitException>(() => SafetensorsWriter.Write(Path.Combine(folder.Path, "no", "a.safetensors"), []));
        Assert.Contains("there is no folder", missing.Message);
        FerKitException isFolder = Assert.Throws<FerKitException>(() => SafetensorsWriter.Write(folder.Path, []));
        Assert.Contains("it is a folder", isFolder.Message);
        Assert.Empty(folder.Files());
    }

    [Fact]
    public void Write_WhileTheOldFileIsMapped_ReplacesItAndTheMappingKeepsTheOldBytes()
    {
        string path = folder.Write("a.safetensors", SafetensorsFixtures.Mixed);
        using SafetensorsFile old = SafetensorsFile.Open(path);
        if (OperatingSystem.IsWindows())
            return;
        SafetensorsWriter.Write(path, []);
        Assert.Equal(-(1L << 40), BitConverter.ToInt64(old.Bytes("count")));
        using SafetensorsFile now = SafetensorsFile.Open(path);
        Assert.Empty(now.Entries);
    }

    [Fact]
    public void Write_TwoOfOneName_IsRefused() =>
        Assert.Throws<ArgumentException>(() => SafetensorsWriter.Write(folder.File("a"), [.. SafetensorsFixtures.MixedTensors, .. SafetensorsFixtures.MixedTensors]));

    [Fact]
    public void Tensor_ShapeThatFitsNoFile_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new SafetensorsTensor("x", SafetensorsDataType.U8, [-1], _ => { }));
        Assert.Throws<ArgumentException>(() => new SafetensorsTensor("x", SafetensorsDataType.U8, [long.MaxValue, 2], _ => { }));
        Assert.Throws<ArgumentException>(() => new SafetensorsTensor("x", SafetensorsDataType.F32, [2], new byte[7]));
        Assert.Throws<ArgumentException>(() => new SafetensorsTensor("__metadata__", SafetensorsDataType.F32, [2], new byte[8]));
    }
}
