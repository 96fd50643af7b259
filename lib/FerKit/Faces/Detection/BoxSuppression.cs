namespace FerKit.Faces.Detection;

/// <summary>What the intersection of two boxes is divided by.</summary>
internal enum Overlap
{
    /// <summary>The area that either covers.</summary>
    Union,

    /// <summary>The area of the smaller one, pixels counted with both ends: finds boxes inside others.</summary>
    Smaller,
}

/// <summary>Non-maximum suppression: of boxes that overlap only the surest stays.</summary>
internal static class BoxSuppression
{
    /// <summary>
    /// Goes through the boxes from the surest on (the earlier one first where two are equal) and keeps each that
    /// overlaps none kept before it by more than the threshold.
    /// </summary>
    /// <returns>Numbers of the boxes, the surest first.</returns>
    public static List<int> Keep(IReadOnlyList<Candidate> boxes, float threshold, Overlap overlap)
    {
        var kept = new List<int>();
        foreach (int number in Enumerable.Range(0, boxes.Count).OrderByDescending(i => boxes[i].Score))
            if (kept.TrueForAll(other => Share(boxes[other], boxes[number], overlap) <= threshold))
                kept.Add(number);
        return kept;
    }

    private static float Share(Candidate a, Candidate b, Overlap overlap)
    {
        int extra = overlap == Overlap.Smaller ? 1 : 0;
        float width = Math.Max(0, Math.Min(a.Right, b.Right) - Math.Max(a.Left, b.Left) + extra);
        float height = Math.Max(0, Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top) + extra);
        float both = width * height, areaA = (a.Width + extra) * (a.Height + extra), areaB = (b.Width + extra) * (b.Height + extra);
        float share = both / (overlap == Overlap.Union ? areaA + areaB - both : Math.Min(areaA, areaB));
        // Boxes that a regression turned inside out have no area: they overlap nothing.
        return float.IsNaN(share) ? 0 : share;
    }
}
