using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MonitorWorker.Budgets;

namespace MonitorWorker.Storage;

/// <summary>How frozen figures are written into a row: Chinese stays readable in the database, money is whole fen.</summary>
internal static class StoredJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new FenConverter() },
    };

    private sealed class FenConverter : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Fen);
    }
}
