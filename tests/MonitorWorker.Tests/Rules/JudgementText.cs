using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MonitorWorker.Hosting.Commands;
using MonitorWorker.Jobs;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Rules;

/// <summary>All that a judgement says, to the last digit and word, for comparisons.</summary>
internal static class JudgementText
{
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Judgement judgement)
    {
        var text = new StringBuilder();
        foreach (var judged in judgement.Positions)
        {
            var position = judged.Position;
            text.AppendLine($"{position.Key.EntityCode}/{position.Key.ProjectCode}/{position.Key.Fund} {judged.Rules.Name} {judged.Light} {position.CannotJudge} row={position.Source.Row}");
            text.AppendLine($"  {position.Scheduled} {position.Rate} {position.LastYearsShare} before={position.ExecutedThreeMonthsAgo} last={position.LastKnown?.Cumulative} {judged.Lag.Describe()}");
            foreach (var tranche in position.Tranches) text.AppendLine($"  {tranche.What} {tranche.Amount} {tranche.Clock.Explain(position.JudgedDay)} row={tranche.Source.Row}");
            foreach (var evidence in position.Evidence) text.AppendLine($"  {evidence.What} {evidence.When} {evidence.Amount} {evidence.Note} row={evidence.Source.Row}");
        }

        foreach (var finding in judgement.Findings)
        {
            text.AppendLine($"{finding.Subject} {finding.Rule} {finding.Outcome} {finding.Level} {finding.Message} {finding.RuleText} row={finding.Source.Row}");
            text.AppendLine("  " + Told.Values(finding));
        }

        foreach (var place in judgement.Unmatched.Select(fact => $"{fact.Table} {fact.ProjectCode} {fact.Reason} {fact.Source.Row}").Order(StringComparer.Ordinal)) text.AppendLine(place);
        return text.Append(Json(judgement)).ToString();
    }

    private static string Json(Judgement judgement)
    {
        var answer = JsonSerializer.SerializeToNode(JsonOutput.Check([], new CheckResult("run", judgement, [])), _readable)!.AsObject();
        // What fits no line is listed as it was read.
        answer.Remove("problems");
        return answer.ToJsonString(_readable);
    }
}
