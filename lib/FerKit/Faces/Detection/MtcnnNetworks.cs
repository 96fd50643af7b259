using FerKit.Safetensors;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace FerKit.Faces.Detection;

/// <summary>The three networks as one module, so that keys read <c>pnet.conv1.weight</c>, <c>rnet...</c>, <c>onet...</c>.</summary>
internal sealed class MtcnnNetworks : Module
{
    private readonly ProposalNet pnet = new();
    private readonly RefinementNet rnet = new();
    private readonly OutputNet onet = new();

    public MtcnnNetworks() : base("MTCNN")
    {
        RegisterComponents();
        eval();
    }

    public ProposalNet Proposal => pnet;

    public RefinementNet Refinement => rnet;

    public OutputNet Output => onet;

    /// <summary>Takes the weights from a file with exactly these keys.</summary>
    /// <exception cref="FerKitException">Damaged, or keys are missing, surplus, of another shape or not finite; one line that names them.</exception>
    public void Fill(string path)
    {
        using var file = SafetensorsFile.Open(path);
        ModuleWeights.Fill(file, this);
        using var scope = NewDisposeScope();
        foreach (var (name, tensor) in state_dict())
            if (!tensor.isfinite().all().item<bool>())
                throw new FerKitException($"{path}: '{name}' holds numbers that are not finite; fetch or convert the weights again.");
    }
}
