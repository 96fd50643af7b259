using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace FerKit.Torch.Tests.Runtime;

/// <summary>Version, threads, switches and random state of the loaded libtorch.</summary>
[Collection("libtorch")]
public sealed class RuntimeTests
{
    [Fact]
    public void Version_OfTheLoadedLibrary_IsAtLeastTheOldestSupported()
    {
        Assert.True(Version.Parse(__version__.Split('+', 'a', 'r')[0]) >= new Version(1, 13));
        Assert.Equal(__version__, Torch.Runtime.Version);
    }

    [Fact]
    public void Runtime_LoadedLibraries_AreNamedByTheirRealFiles()
    {
        Assert.True(File.Exists(Torch.Runtime.LibraryPath), Torch.Runtime.LibraryPath);
        Assert.True(File.Exists(Torch.Runtime.ShimPath), Torch.Runtime.ShimPath);
        Assert.Contains("libtorch_cpu", Torch.Runtime.LibraryPath, StringComparison.Ordinal);
        Assert.Contains("PyTorch built with", Torch.Runtime.BuildDescription, StringComparison.Ordinal);
        Assert.Contains(Torch.Runtime.Blas, (string[])["MKL", "OpenBLAS", "BLIS", "ATLAS", "reference", "built in"]);
        if (Torch.Runtime.Blas is "OpenBLAS" or "reference") Assert.True(File.Exists(Torch.Runtime.BlasPath), Torch.Runtime.BlasPath);
    }

    [Fact]
    public void Threads_Set_AreReadBack()
    {
        int before = get_num_threads();
        try
        {
            set_num_threads(2);
            Assert.Equal((2, 2), (get_num_threads(), Torch.Runtime.Threads));
            Torch.Runtime.Threads = 1;
            Assert.Equal(1, get_num_threads());
            Assert.Throws<ExternalException>(() => set_num_threads(0));
        }
        finally
        {
            set_num_threads(before);
        }
        Assert.True(get_num_interop_threads() > 0);
    }

    [Fact]
    public void Threads_Set_HoldForMatrixProductsToo()
    {
        if (Torch.Runtime.Blas != "OpenBLAS") return;
        Assert.True(NativeLibrary.TryGetExport(NativeLibrary.Load(Torch.Runtime.BlasPath!), "openblas_get_num_threads", out nint function));
        var blasThreads = Marshal.GetDelegateForFunctionPointer<CountOf>(function);
        int before = get_num_threads();
        try
        {
            foreach (int count in (int[])[1, 2])
            {
                set_num_threads(count);
                Assert.Equal(count, blasThreads());
            }
        }
        finally
        {
            set_num_threads(before);
        }
    }

    private delegate int CountOf();

    [Fact]
    public void RandomState_Restored_RepeatsTheNumbers()
    {
        using var scope = NewDisposeScope();
        random.manual_seed(7);
        using var state = random.get_rng_state();
        Assert.Equal(ScalarType.Byte, state.dtype);
        float[] first = [.. rand([5]).data<float>()], second = [.. randn([3]).data<float>()];
        random.set_rng_state(state);
        Assert.Equal(first, rand([5]).data<float>());
        Assert.Equal(second, randn([3]).data<float>());
        Assert.Equal(7, random.initial_seed());
        random.manual_seed(7);
        Assert.Equal(first, rand([5]).data<float>());
        random.seed();
        Assert.NotEqual(first, rand([5]).data<float>());
    }

    [Fact]
    public void RandomState_SavedAsBytes_SurvivesAnotherProcess()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        rand([11]);
        byte[] bytes = [.. get_rng_state().data<byte>()];
        float[] expected = [.. rand([5]).data<float>()];
        manual_seed(4);
        set_rng_state(tensor(bytes));
        Assert.Equal(expected, rand([5]).data<float>());
    }

    [Fact]
    public void Generator_State_IsApartFromTheDefault()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(5);
        float[] expected = [.. rand([4], generator: generator).data<float>()];
        manual_seed(1);
        generator.manual_seed(5);
        Assert.Equal(expected, rand([4], generator: generator).data<float>());
    }

    [Fact]
    public void MatmulPrecision_Set_IsRestoredAtTheEndOfTheScope()
    {
        var before = get_float32_matmul_precision();
        using (set_float32_matmul_precision(Float32MatmulPrecision.medium)) Assert.Equal(Float32MatmulPrecision.medium, get_float32_matmul_precision());
        Assert.Equal(before, get_float32_matmul_precision());
    }

    [Fact]
    public void DeterministicAlgorithms_Set_AreRestoredAtTheEndOfTheScope()
    {
        Assert.False(are_deterministic_algorithms_enabled());
        using (use_deterministic_algorithms(warn_only: true))
            Assert.True(are_deterministic_algorithms_enabled() && is_deterministic_algorithms_warn_only_enabled());
        Assert.False(are_deterministic_algorithms_enabled() || is_deterministic_algorithms_warn_only_enabled());
    }

    [Fact]
    public void Switches_Flipped_AreReadBack()
    {
        Flips(() => backends.cuda.matmul.allow_tf32, on => backends.cuda.matmul.allow_tf32 = on);
        Flips(() => backends.cuda.matmul.allow_fp16_reduced_precision_reduction, on => backends.cuda.matmul.allow_fp16_reduced_precision_reduction = on);
        Flips(() => backends.cudnn.allow_tf32, on => backends.cudnn.allow_tf32 = on);
        Flips(backends.cuda.flash_sdp_enabled, backends.cuda.enable_flash_sdp);
        Flips(backends.cuda.math_sdp_enabled, backends.cuda.enable_math_sdp);
        Flips(() => CudaSettings.CudnnBenchmark, on => CudaSettings.CudnnBenchmark = on);
        backends.cuda.matmul.allow_tf32 = false;
        backends.cudnn.allow_tf32 = true;
        Assert.False(CudaSettings.Tf32);
        Flips(() => CudaSettings.Tf32, on => CudaSettings.Tf32 = on);
    }

    [Fact]
    public void Cuda_WithOrWithoutADevice_AnswersConsistently()
    {
        Assert.Equal(cuda.device_count() > 0, cuda.is_available());
        Assert.Equal(cuda.is_available(), cuda_is_available());
        cuda.manual_seed(1);
        cuda.manual_seed_all(1);
        if (cuda.is_available()) cuda.synchronize();
        else Assert.Throws<ExternalException>(() => cuda.synchronize());
        Assert.True(cuda.is_available() || !cuda.is_cudnn_available());
    }

    [Fact]
    public void CudaMemory_WithoutADevice_IsZero()
    {
        if (cuda.is_available()) return;
        CudaMemory.EmptyCache();
        CudaMemory.ResetPeak();
        Assert.Equal(new CudaMemory(0, 0, 0, 0), CudaMemory.Of());
    }

    private static void Flips(Func<bool> get, Action<bool> set)
    {
        bool before = get();
        set(!before);
        Assert.Equal(!before, get());
        set(before);
        Assert.Equal(before, get());
    }
}
