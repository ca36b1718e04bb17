namespace MonitorWorker.Hosting.Configuration;

/// <summary>What a misspelled word probably meant.</summary>
internal static class Spelling
{
    /// <summary>The most alike of the known words, or null where none is near enough to be worth proposing.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var near = known.Select(name => (Name: name, Edits: Edits(name, word))).OrderBy(candidate => candidate.Edits).FirstOrDefault();
        return near.Name is not null && near.Edits <= Math.Max(1, word.Length / 3) ? near.Name : null;
    }

    private static int Edits(string one, string other)
    {
        var costs = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var previous = costs[0];
            costs[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replace = previous + (char.ToUpperInvariant(one[i - 1]) == char.ToUpperInvariant(other[j - 1]) ? 0 : 1);
                previous = costs[j];
                costs[j] = Math.Min(replace, Math.Min(costs[j], costs[j - 1]) + 1);
            }
        }

        return costs[^1];
    }
}
