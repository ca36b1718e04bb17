using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MonitorWorker.Delivery;

/// <summary>
/// Signs what people answer to: the Message-ID of a mail, and where the server delivers to NAME+anything the address that is replied to. Who names such a
/// signature has had the mail; nobody can make one up.
/// </summary>
/// <param name="keyFile">Its first line signs, further lines are still accepted. Read at the first use.</param>
/// <param name="mayCreate">False makes up a key for this process where there is no file, as what must not leave a trace has to.</param>
public sealed class ReplyTokens(string keyFile, bool mayCreate = true)
{
    /// <summary>Characters of a signature: 80 bits.</summary>
    public const int Length = 16;

    // Lower case, since local parts get lower-cased on the way; without l and o, which are misread.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int ShortestKey = 16;
    private const int KeyBytes = 32;

    private static readonly string _noKey = string.Create(CultureInfo.InvariantCulture, $"holds no key, or one of fewer than {ShortestKey} characters");

    private readonly Lazy<IReadOnlyList<byte[]>> _keys = new(() => Read(keyFile, mayCreate));

    /// <param name="mail">What names the mail: the same mail is signed alike.</param>
    /// <param name="recipient">Address that the mail goes to.</param>
    /// <exception cref="InvalidOperationException">The key file cannot be used; the text says what to do.</exception>
    public string Sign(string mail, string recipient) => Sign(_keys.Value[0], mail, recipient);

    /// <summary>True where the signature is by one of the keys.</summary>
    /// <exception cref="InvalidOperationException">The key file cannot be used; the text says what to do.</exception>
    public bool IsGood(string mail, string recipient, string signature) => _keys.Value.Any(key =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Sign(key, mail, recipient)), Encoding.ASCII.GetBytes(signature)));

    /// <summary>Makes the key where there is none, so that it is there before the first mail.</summary>
    /// <exception cref="InvalidOperationException">The key file cannot be used; the text says what to do.</exception>
    public void Prepare() => _ = _keys.Value;

    /// <summary>What is wrong with a key file, without its name; null where nothing is, or where there is none and one would be made. Makes none.</summary>
    public static string? ProblemOf(string keyFile)
    {
        try
        {
            if (File.Exists(keyFile)) Keys(keyFile);
            return null;
        }
        catch (InvalidOperationException)
        {
            return _noKey;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {e.Message.TrimEnd('.')}";
        }
    }

    private static string Sign(byte[] key, string mail, string recipient)
    {
        var hash = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{mail}\n{recipient.Trim().ToLowerInvariant()}"));
        return string.Create(Length, hash, (signature, bytes) =>
        {
            for (var i = 0; i < signature.Length; i++) signature[i] = Alphabet[bytes[i] % Alphabet.Length];
        });
    }

    private static IReadOnlyList<byte[]> Read(string file, bool mayCreate)
    {
        try
        {
            if (!File.Exists(file))
            {
                if (!mayCreate) return [RandomNumberGenerator.GetBytes(KeyBytes)];
                Create(file);
            }

            return Keys(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{file} (mailbox.tokenKeyFile) cannot be read or made: {e.Message} Give this program the right to read and write there.", e);
        }
    }

    private static IReadOnlyList<byte[]> Keys(string file)
    {
        List<string> lines = [.. File.ReadLines(file).Select(line => line.Trim()).Where(line => line.Length > 0)];
        if (lines.Count == 0 || lines.Exists(line => line.Length < ShortestKey))
        {
            throw new InvalidOperationException(
                $"{file} (mailbox.tokenKeyFile) {_noKey}: put the file back that was there, or remove it, and a new one is made; answers to earlier mails then need another proof.");
        }

        return [.. lines.Select(Encoding.UTF8.GetBytes)];
    }

    /// <summary>Written aside and then moved to its place: another process sees the whole key or none, and of two that make one the first is kept.</summary>
    private static void Create(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var aside = $"{file}.{Environment.ProcessId}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var key = new StreamWriter(aside, Encoding.ASCII, options)) key.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(KeyBytes)));
        try
        {
            File.Move(aside, file, overwrite: false);
        }
        catch (IOException) when (File.Exists(file))
        {
            File.Delete(aside);
        }
    }
}
