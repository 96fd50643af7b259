using System.Globalization;
using FerKit.Data.Readers;
using FerKit.Faces.Drawing;

namespace FerKit.Faces;

/// <summary>The layout of <see cref="FaceFolderLayout.CkPlus"/> (Lucey et al. 2010): sequences from neutral to peak.</summary>
internal static class CkPlusLayout
{
    private const int FewestFrames = 8, MostFrames = 14, MostPersons = 999;

    /// <exception cref="ArgumentException">More persons than the names can tell apart, or neutral faces only.</exception>
    public static FolderPlan Plan(IEnumerable<FaceDescription> faces)
    {
        var pictures = new List<(string, FaceParameters)>();
        var texts = new List<(string, string)>();
        int person = 0;
        foreach (var sequences in faces.Where(face => face.Expression != Expression.Neutral).GroupBy(face => face.Subject))
        {
            if (++person > MostPersons)
                throw new ArgumentException($"CK+'s names tell {MostPersons} persons apart and these faces are of more: ask for fewer faces.", nameof(faces));
            int sequence = 0;
            foreach (FaceDescription peak in sequences)
            {
                string folder = $"S{person:D3}/{++sequence:D3}", name = $"S{person:D3}_{sequence:D3}";
                int frames = Frames(peak.Parameters);
                for (int frame = 1; frame <= frames; frame++)
                    pictures.Add(($"cohn-kanade-images/{folder}/{name}_{frame:D8}.png", At(peak.Parameters, (frame - 1f) / (frames - 1))));
                // A number in Fortran's notation, as the data set has it.
                texts.Add(($"Emotion/{folder}/{name}_{frames:D8}_emotion.txt", string.Create(CultureInfo.InvariantCulture, $"   {ExpressionTable.CkPlus.NumberOf(peak.Expression)}.0000000e+00\n")));
            }
        }
        if (person == 0)
            throw new ArgumentException("these faces are all neutral, and CK+ has no neutral sequence: ask for more faces.", nameof(faces));
        return new(pictures, texts);
    }

    private static int Frames(FaceParameters face) => FewestFrames + Chance.Of(face.SceneSeed, 0xCC).Next(MostFrames - FewestFrames + 1);

    /// <summary>The face on its way from rest (0) to the peak (1): slow to begin and to end.</summary>
    private static FaceParameters At(FaceParameters peak, float time) => peak with { Units = peak.Units.Scaled(Angle.Step(0, 1, time)) };
}
