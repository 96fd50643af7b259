using FerKit.Torch.Interop;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A table of vectors, looked up by int64 numbers.</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    private readonly long padding;
    private readonly double? maxNorm;
    private readonly double normType;
    private readonly bool scaleByFrequency, sparse;

    [ComponentName(Name = nameof(weight))]
    private Parameter? ownWeight;

    internal Embedding(long num_embeddings, long embedding_dims, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse, Device? device, ScalarType? dtype)
        : base(nameof(Embedding))
    {
        padding = padding_idx switch { null => -1, < 0 => num_embeddings + padding_idx.Value, _ => padding_idx.Value };
        (maxNorm, normType, scaleByFrequency, this.sparse) = (max_norm, norm_type, scale_grad_by_freq, sparse);
        weight = Empty([num_embeddings, embedding_dims], device, dtype);
        nn.init.normal_(weight);
        if (padding_idx is null) return;
        using var row = Aten.Call("select.int", weight, 0L, padding);
        nn.init.zeros_(row);
    }

    public Parameter? weight
    {
        get => ownWeight;
        set => SetParameter(ref ownWeight, value, nameof(weight));
    }

    public override Tensor forward(Tensor input)
    {
        if (maxNorm is { } limit)
        {
            using var frozen = no_grad();
            Aten.InPlace("embedding_renorm_", ownWeight!, input, limit, normType);
        }
        return Aten.Call("embedding", ownWeight, input, padding, scaleByFrequency, sparse);
    }
}
