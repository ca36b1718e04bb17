namespace MonitorWorker.Hosting.Configuration;

/// <summary>What a misspelled word probably meant.</summary>
internal static class Spelling
{
    /// <summary>The most alike of the known words, or null where none is near enough to be worth proposing.</summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        var near = known.Select(name => (Name: name, Edits: Edits(name, word))).OrderBy(candidate => candidate.Edits).FirstOrDefault();
        return near.Name is not null && word.Length > 2 && near.Edits <= Math.Max(1, word.Length / 3) ? near.Name : null;
    }

    /// <summary>Letters to add, leave out, change, or swap with their neighbour.</summary>
    private static int Edits(string one, string other)
    {
        var costs = new int[one.Length + 1, other.Length + 1];
        for (var i = 0; i <= one.Length; i++) costs[i, 0] = i;
        for (var j = 0; j <= other.Length; j++) costs[0, j] = j;
        for (var i = 1; i <= one.Length; i++)
        {
            for (var j = 1; j <= other.Length; j++)
            {
                var change = costs[i - 1, j - 1] + (Same(i - 1, j - 1) ? 0 : 1);
                costs[i, j] = Math.Min(change, Math.Min(costs[i - 1, j], costs[i, j - 1]) + 1);
                if (i > 1 && j > 1 && Same(i - 1, j - 2) && Same(i - 2, j - 1)) costs[i, j] = Math.Min(costs[i, j], costs[i - 2, j - 2] + 1);
            }
        }

        return costs[one.Length, other.Length];

        bool Same(int i, int j) => char.ToUpperInvariant(one[i]) == char.ToUpperInvariant(other[j]);
    }
}
