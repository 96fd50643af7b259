using System.Buffers.Binary;
using FerKit.Safetensors;

namespace FerKit.Data;

/// <summary>
/// Reads packs: safetensors files with <c>images</c> U8 (N, 3, S, S), <c>labels</c> I64 (N), <c>splits</c> U8 (N;
/// the numbers of <see cref="DataSplit"/>) and, in the metadata, <c>size</c>, <c>source</c>, <c>class_names</c>,
/// <c>names</c>, <c>subjects</c>, <c>sequences</c>, <c>settings</c>, <c>checksum</c> (CRC-32C of the three tensors' bytes), <c>version</c> and <c>kit</c>.
/// </summary>
public static class PackFile
{
    internal const string Images = "images";
    internal const string Labels = "labels";
    internal const string Splits = "splits";

    /// <summary>
    /// Maps a pack and checks it whole but for the pixels, which stay in the file and are paged in as they are
    /// read. The set owns the mapping and closes it when it is disposed.
    /// </summary>
    /// <exception cref="FerKitException">Missing, cut off, damaged, not a pack, or a pack of another version; one line.</exception>
    public static ImageSet Open(string path)
    {
        SafetensorsFile file = SafetensorsFile.Open(path);
        try
        {
            PackMetadata metadata = PackMetadata.Read(file);
            int count = CheckShapes(file, metadata);
            long[] labels = ReadLabels(file, count, metadata.ClassNames.Count);
            DataSplit[] splits = ReadSplits(file);
            return new ImageSet(
                new MappedPixels(file, Images), metadata.Size, labels, splits, metadata.Subjects, metadata.Names, metadata.ClassNames, metadata.Source)
            {
                Sequences = metadata.Sequences, Settings = metadata.Settings,
            };
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a file looks like a pack of any version, by its header.</summary>
    internal static bool IsPack(string path)
    {
        try
        {
            using SafetensorsFile file = SafetensorsFile.Open(path);
            return file.Find(Images) is not null && file.Find(Labels) is not null;
        }
        catch (FerKitException)
        {
            return false;
        }
    }

    private static int CheckShapes(SafetensorsFile file, PackMetadata metadata)
    {
        long count = file.Find(Images)?.Shape.FirstOrDefault() ?? 0;
        if (count is < 1 or > int.MaxValue)
            throw PackMetadata.Damaged(file.Path, "it has no images, or more than 2^31");
        Check(Images, SafetensorsDataType.U8, [count, 3, metadata.Size, metadata.Size]);
        Check(Labels, SafetensorsDataType.I64, [count]);
        Check(Splits, SafetensorsDataType.U8, [count]);
        if (metadata.Names.Count != count || metadata.Subjects.Count != count || metadata.Sequences.Count != count)
            throw PackMetadata.Damaged(file.Path, $"it has {count} images, {metadata.Names.Count} names, {metadata.Subjects.Count} subjects and {metadata.Sequences.Count} sequences");
        return (int)count;

        void Check(string name, SafetensorsDataType type, long[] shape)
        {
            SafetensorsEntry entry = file.Find(name) ?? throw PackMetadata.Damaged(file.Path, $"it has no {name}");
            if (entry.DataType != type || !entry.Shape.SequenceEqual(shape))
                throw PackMetadata.Damaged(file.Path, $"its {name} are {entry.DataType.HeaderName()} {OneLine.Of(entry.ShapeText)}, expected {type.HeaderName()} ({string.Join(", ", shape)})");
        }
    }

    private static long[] ReadLabels(SafetensorsFile file, int count, int classes)
    {
        ReadOnlySpan<byte> bytes = file.Bytes(Labels);
        long[] labels = new long[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(8 * i)..]);
            if (labels[i] < 0 || labels[i] >= classes)
                throw PackMetadata.Damaged(file.Path, $"label {labels[i]} of image {i} is not in 0 .. {classes - 1}");
        }
        return labels;
    }

    private static DataSplit[] ReadSplits(SafetensorsFile file)
    {
        ReadOnlySpan<byte> bytes = file.Bytes(Splits);
        var splits = new DataSplit[bytes.Length];
        for (int i = 0; i < bytes.Length; i++)
        {
            splits[i] = (DataSplit)bytes[i];
            if (!Enum.IsDefined(splits[i]))
                throw PackMetadata.Damaged(file.Path, $"split {bytes[i]} of image {i} is not in 0 .. 3");
        }
        return splits;
    }
}
