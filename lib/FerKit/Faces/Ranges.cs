using System.Runtime.CompilerServices;

namespace FerKit.Faces;

/// <summary>The range checks of the face records.</summary>
internal static class Ranges
{
    /// <summary>The value, or an error that names the property.</summary>
    public static float Check(float value, float low, float high, [CallerMemberName] string name = "") =>
        value >= low && value <= high // false for NaN
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}: give a value from {low} to {high}.");

    /// <inheritdoc cref="Check(float, float, float, string)"/>
    public static double Check(double value, double low, double high, [CallerMemberName] string name = "") =>
        value >= low && value <= high
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}: give a value from {low} to {high}.");

    /// <summary>The value of an enumeration, or an error that names the property.</summary>
    public static T Check<T>(T value, [CallerMemberName] string name = "") where T : struct, Enum =>
        Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}: give one of {string.Join(", ", Enum.GetNames<T>())}.");
}
