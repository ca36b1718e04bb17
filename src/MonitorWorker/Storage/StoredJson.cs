using System.Text.Encodings.Web;
using System.Text.Json;

namespace MonitorWorker.Storage;

/// <summary>How frozen figures are written into a row: Chinese stays readable in the database.</summary>
internal static class StoredJson
{
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
