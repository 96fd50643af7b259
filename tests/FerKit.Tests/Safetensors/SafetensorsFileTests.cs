using System.Text;
using FerKit.Safetensors;

namespace FerKit.Tests.Safetensors;

public sealed class SafetensorsFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Open_FileOfAnotherWriter_ReadsEveryTensorAndTheMetadata()
    {
        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("größe 表情.safetensors", SafetensorsFixtures.Mixed));
        Assert.Equal(["count", "nothing", "bias", "weight", "half", "größe/表情", "flags"], file.Entries.Select(e => e.Name));
        Assert.Equal([2, 3], file.Find("weight")!.Shape);
        Assert.Equal(SafetensorsDataType.BF16, file.Find("half")!.DataType);
        Assert.Equal([0f, 1f, 2f, 3f, 4f, 5f], System.Runtime.InteropServices.MemoryMarshal.Cast<byte, float>(file.Bytes("weight")).ToArray());
        Assert.Equal(-(1L << 40), BitConverter.ToInt64(file.Bytes("count")));
        Assert.Equal([2, 254], file.Bytes("größe/表情", 1, 2).ToArray());
        Assert.True(file.Bytes("nothing").IsEmpty);
        Assert.Equal("Überraschung", file.Metadata["Klasse"]);
        Assert.Null(file.Find("absent"));
    }

    [Fact]
    public void Bytes_NoSuchTensor_NamesFileAndTensor()
    {
        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("a.safetensors", SafetensorsFixtures.Mixed));
        SafetensorsException e = Assert.Throws<SafetensorsException>(() => file.Bytes("fc.weight"));
        Assert.Contains("a.safetensors", e.Message);
        Assert.Contains("'fc.weight'", e.Message);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 13)]
    [InlineData(13, 0)]
    [InlineData(0, -1)]
    public void Bytes_OutsideTheTensor_IsRefused(long offset, int count)
    {
        using SafetensorsFile file = SafetensorsFile.Open(folder.Write("a.safetensors", SafetensorsFixtures.Mixed));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Bytes("bias", offset, count));
    }

    [Fact]
    public void Bytes_AfterDispose_IsRefused()
    {
        SafetensorsFile file = SafetensorsFile.Open(folder.Write("a.safetensors", SafetensorsFixtures.Mixed));
        file.Dispose();
        file.Dispose();
        Assert.Throws<ObjectDisposedException>(() => file.Bytes("bias"));
    }

    public static TheoryData<string, int, string> BadHeaders => new()
    {
        { "", 0, "begin with '{'" },
        { "[]", 0, "begin with '{'" },
        { " {}", 0, "begin with '{'" },
        { "{", 0, "damaged header" },
        { "{}}", 0, "damaged header" },
        { "{\"a\":}", 0, "damaged header" },
        { "{\"\\ud800\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1, "damaged header" },
        { "{}", 1, "belong to no tensor" },
        { "{\"a\":3}", 0, "'a' is not described" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[1]}}", 1, "'a' lacks" },
        { "{\"a\":{\"dtype\":\"u8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1, "unknown dtype 'u8'" },
        { "{\"a\":{\"dtype\":7,\"shape\":[1],\"data_offsets\":[0,1]}}", 1, "dtype that is not a string" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":1,\"data_offsets\":[0,1]}}", 1, "shape that is not an array" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[-1],\"data_offsets\":[0,1]}}", 1, "whole numbers" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[-0],\"data_offsets\":[0,0]}}", 0, "whole numbers" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[1.0],\"data_offsets\":[0,1]}}", 1, "whole numbers" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[[1]],\"data_offsets\":[0,1]}}", 1, "whole numbers" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[18446744073709551616],\"data_offsets\":[0,1]}}", 1, "whole numbers" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904],\"data_offsets\":[0,0]}}", 0, "overflows" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[4294967296,4294967296,0],\"data_offsets\":[0,0]}}", 0, "overflows" },
        { "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4, "'a' has 4 bytes, but F32 of shape (2) takes 8" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,0]}}", 1, "not a begin and an end" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1,2]}}", 1, "not a begin and an end" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}", 2, "leaves a hole" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}", 3, "'b' overlaps" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[9],\"data_offsets\":[0,9]}}", 8, "cut off" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[1099511627776],\"data_offsets\":[0,1099511627776]}}", 8, "cut off" },
        { "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}}", 2, "'a' is named twice" },
        { "{\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1, "dtype twice" },
        { "{\"__metadata__\":[]}", 0, "metadata that is not a JSON object" },
        { "{\"__metadata__\":{\"epochs\":3}}", 0, "metadata 'epochs' that is not a string" },
        { "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}", 0, "metadata 'k' twice" },
    };

    [Theory]
    [MemberData(nameof(BadHeaders))]
    public void Open_BadHeader_SaysWhatIsWrongInOneLine(string header, int dataLength, string says)
    {
        string path = folder.Write("bad.safetensors", SafetensorsFixtures.Raw(header, dataLength));
        SafetensorsException e = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path).Dispose());
        Assert.StartsWith(path, e.Message);
        Assert.Contains(says, e.Message);
        Assert.DoesNotContain('\n', e.Message);
    }

    [Fact]
    public async Task Open_APipe_IsRefusedAndNotWaitedFor()
    {
        if (OperatingSystem.IsWindows()) return;
        using var folder = new TemporaryFolder();
        using (var make = System.Diagnostics.Process.Start("mkfifo", [folder.File("pipe")])) await make.WaitForExitAsync();
        File.CreateSymbolicLink(folder.File("link"), "/dev/zero");
        foreach (string name in new[] { "pipe", "link" })
            await Assert.ThrowsAsync<SafetensorsException>(() => Task.Run(() => SafetensorsFile.Open(folder.File(name))).WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Open_NestedTooDeep_IsADamagedHeader()
    {
        string path = folder.Write("deep.safetensors", SafetensorsFixtures.Raw("{\"a\":{\"x\":" + new string('[', 5_000) + "}}", 0));
        Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path));
    }

    [Fact]
    public void Open_HeaderNotUtf8_IsRefused()
    {
        string path = folder.Write("bad.safetensors", SafetensorsFixtures.Raw([(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)'}'], 0));
        Assert.Contains("not UTF-8", Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path)).Message);
    }

    [Theory]
    [InlineData(100_000_001UL, "over the format's")]
    [InlineData(ulong.MaxValue, "over the format's")]
    [InlineData(100_000_000UL, "cut off")]
    [InlineData(9UL, "cut off")]
    public void Open_HeaderLongerThanTheFile_IsRefused(ulong claimed, string says)
    {
        byte[] bytes = SafetensorsFixtures.Raw("{}", 6);
        BitConverter.TryWriteBytes(bytes, claimed);
        string path = folder.Write("bad.safetensors", bytes);
        Assert.Contains(says, Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path)).Message);
    }

    [Fact]
    public void Open_ClaimsAHundredMegabytes_DoesNotAllocateThem()
    {
        byte[] bytes = SafetensorsFixtures.Raw("{}", 6);
        BitConverter.TryWriteBytes(bytes, 100_000_000UL);
        string path = folder.Write("bad.safetensors", bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory]
    [InlineData(null, "no such file")]
    [InlineData(0, "it has 0 bytes")]
    [InlineData(7, "it has 7 bytes")]
    public void Open_MissingOrTiny_SaysSo(int? length, string says)
    {
        string path = folder.File("a.safetensors");
        if (length is int n)
            File.WriteAllBytes(path, new byte[n]);
        Assert.Contains(says, Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path)).Message);
    }

    [Fact]
    public void Open_Folder_SaysSo() =>
        Assert.Contains("is a folder", Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(folder.Path)).Message);

    [Fact]
    public void Open_NameWithControlCharacters_StaysOneLine()
    {
        string path = folder.Write("bad.safetensors", SafetensorsFixtures.Raw("{\"a\\n\\u001b[2J" + new string('x', 500) + "\":3}", 0));
        string message = Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path)).Message;
        Assert.DoesNotContain(message, char.IsControl);
        Assert.InRange(message.Length, 1, path.Length + 300);
    }

    [Fact]
    public void Open_EveryCut_IsRefused()
    {
        byte[] good = SafetensorsFixtures.Mixed;
        for (int length = 0; length < good.Length; length++)
        {
            string path = folder.Write("cut.safetensors", good[..length]);
            Assert.Throws<SafetensorsException>(() => SafetensorsFile.Open(path));
        }
    }

    [Fact]
    public void Open_EveryHeaderByteChanged_IsRefusedOrReadsWholly()
    {
        byte[] good = SafetensorsFixtures.Mixed;
        int end = 8 + (int)BitConverter.ToUInt64(good);
        int refused = 0;
        foreach (byte mask in new byte[] { 0x01, 0x02, 0x10, 0x20, 0x80, 0xFF })
        {
            for (int at = 0; at < end; at++)
            {
                byte[] bad = (byte[])good.Clone();
                bad[at] ^= mask;
                refused += OpensAndReads(folder.Write("flip.safetensors", bad)) ? 0 : 1;
            }
        }
        Assert.InRange(refused, end, 6 * end);
    }

    [Fact]
    public void Open_RandomJsonLikeBytes_IsRefusedOrReadsWholly()
    {
        byte[] good = SafetensorsFixtures.Mixed;
        int header = (int)BitConverter.ToUInt64(good);
        byte[] alphabet = Encoding.ASCII.GetBytes("{}[]\",:0123456789eE-+.\\u \tUF");
        var random = new SeededRandom(1);
        int refused = 0;
        for (int round = 0; round < 2_000; round++)
        {
            byte[] bad = (byte[])good.Clone();
            for (int change = random.Next(4); change >= 0; change--)
                bad[8 + random.Next(header)] = alphabet[random.Next(alphabet.Length)];
            refused += OpensAndReads(folder.Write("random.safetensors", bad)) ? 0 : 1;
        }
        Assert.InRange(refused, 1, 2_000);
    }

    /// <summary>True when the file opens and every byte can be read; false when it is refused. Anything else fails the test.</summary>
    private static bool OpensAndReads(string path)
    {
        try
        {
            using SafetensorsFile file = SafetensorsFile.Open(path);
            foreach (SafetensorsEntry entry in file.Entries)
                Assert.Equal(entry.Length, file.Bytes(entry.Name).ToArray().Length);
            return true;
        }
        catch (SafetensorsException e)
        {
            Assert.DoesNotContain(e.Message, char.IsControl);
            return false;
        }
    }
}
