using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Shape, element type and device.</summary>
        public override string ToString() => IsInvalid ? "" : TensorText.Sizes(this);

        /// <summary>The elements too, when <paramref name="disamb"/> is set, in the default style.</summary>
        public string ToString(bool disamb, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null) =>
            disamb ? ToString(TensorStringStyle.Default, fltFormat, width, cultureInfo, newLine) : ToString();

        /// <summary>What is not given is as <see cref="set_printoptions(TensorStringStyle?, string?, int?, string?, int?, int?)"/> set it.</summary>
        public string ToString(TensorStringStyle style, string? fltFormat = null, int? width = null, CultureInfo? cultureInfo = null, string? newLine = null)
        {
            if (style == TensorStringStyle.Default) style = TensorStringStyle;
            if (style == TensorStringStyle.Metadata || is_meta || is_complex()) return ToString();
            var text = new TensorText(this, fltFormat ?? FloatFormat, width ?? LineWidth, cultureInfo ?? CultureInfo.CurrentCulture, newLine ?? NewLine);
            return style switch
            {
                TensorStringStyle.Julia => text.Rows(),
                TensorStringStyle.Numpy => text.Brackets(),
                TensorStringStyle.CSharp => text.Initializer(),
                _ => throw new ArgumentException($"{style} is no style of texts.", nameof(style)),
            };
        }
    }
}
