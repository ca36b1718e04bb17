namespace MonitorWorker.Import.Formats;

/// <summary>Finds what separates the columns of a text file: the sign that stands equally often in most of its first lines.</summary>
internal static class Separator
{
    /// <summary>Where two fit equally well the rarer in prose wins.</summary>
    private static readonly char[] _candidates = ['\t', '|', ';', ','];

    public static char Of(ReadOnlySpan<char> sample)
    {
        var counts = Count(sample);
        var (best, bestLines) = (',', 0);
        foreach (var candidate in _candidates)
        {
            var lines = counts[candidate].Where(count => count > 0).GroupBy(count => count).Select(group => group.Count()).DefaultIfEmpty().Max();
            if (lines > bestLines) (best, bestLines) = (candidate, lines);
        }

        return best;
    }

    private static Dictionary<char, List<int>> Count(ReadOnlySpan<char> sample)
    {
        var counts = _candidates.ToDictionary(candidate => candidate, _ => new List<int> { 0 });
        var quoted = false;
        foreach (var character in sample)
        {
            if (character == '"') quoted = !quoted;
            if (quoted) continue;
            if (character == '\n') foreach (var lines in counts.Values) lines.Add(0);
            else if (counts.TryGetValue(character, out var lines)) lines[^1]++;
        }

        return counts;
    }
}
