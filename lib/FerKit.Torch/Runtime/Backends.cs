using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Switches of the libraries under libtorch. They hold for the whole process.</summary>
    public static partial class backends
    {
        public static partial class cuda
        {
            public static bool flash_sdp_enabled() => Settings.IsOn(Setting.FlashAttention);

            public static void enable_flash_sdp(bool enable) => Settings.Set(Setting.FlashAttention, enable);

            public static bool math_sdp_enabled() => Settings.IsOn(Setting.MathAttention);

            public static void enable_math_sdp(bool enable) => Settings.Set(Setting.MathAttention, enable);

            public static partial class matmul
            {
                /// <summary>Whether float32 products on CUDA may round their factors to 10 bits of mantissa.</summary>
                public static bool allow_tf32
                {
                    get => Settings.IsOn(Setting.MatmulTf32);
                    set => Settings.Set(Setting.MatmulTf32, value);
                }

                /// <summary>Whether float16 products on CUDA may be summed in float16.</summary>
                public static bool allow_fp16_reduced_precision_reduction
                {
                    get => Settings.IsOn(Setting.HalfReduction);
                    set => Settings.Set(Setting.HalfReduction, value);
                }
            }
        }

        public static partial class cudnn
        {
            /// <summary>Whether float32 convolutions on CUDA may round their factors to 10 bits of mantissa.</summary>
            public static bool allow_tf32
            {
                get => Settings.IsOn(Setting.CudnnTf32);
                set => Settings.Set(Setting.CudnnTf32, value);
            }
        }
    }
}
