namespace FerKit.Data;

/// <summary>How the test part of a data set comes about.</summary>
public enum SplitChoice
{
    /// <summary>The distributor's own where there is one, else by person where persons are known, else stratified.</summary>
    Auto,

    /// <summary>The distributor's own (<see cref="Splits.Official"/>).</summary>
    Official,

    /// <summary>A share of the persons, whatever the distributor says (<see cref="Splits.BySubject"/>).</summary>
    Person,

    /// <summary>A share of every class; persons may fall on both sides (<see cref="Splits.Stratified"/>).</summary>
    Stratified,
}
