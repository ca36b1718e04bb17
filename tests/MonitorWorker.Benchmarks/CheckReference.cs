using Microsoft.Data.Sqlite;

namespace MonitorWorker.Benchmarks;

/// <summary>
/// What one rule of the ten, execution-lag, asks of a database, as one query: of each line the latest import, the entity's latest month,
/// the revised budget by then, what is due by month/12, by plan and by the additions' own clocks, and the level. Reductions come last in
/// <see cref="CheckData"/>, where they change no share.
/// </summary>
internal static class CheckReference
{
    public const string Query = """
        WITH good AS (SELECT Id FROM ImportBatches WHERE State = 'Imported'),
        lines AS (
            SELECT EntityCode, ProjectCode, Fund, Original, Schedule, MAX(Id) FROM BudgetLines
            WHERE FiscalYear = 2024 AND BatchId IN good GROUP BY EntityCode, ProjectCode, Fund),
        judged AS (
            SELECT EntityCode, MAX(Month) AS Month, CAST(substr(MAX(Month), 6) AS INTEGER) AS m FROM Executions
            WHERE FiscalYear = 2024 AND Month <= '2024-08' AND BatchId IN good GROUP BY EntityCode),
        spent AS (
            SELECT EntityCode, ProjectCode, Fund, Cumulative, MAX(Id) FROM Executions JOIN judged USING (EntityCode, Month)
            WHERE FiscalYear = 2024 AND BatchId IN good GROUP BY EntityCode, ProjectCode, Fund),
        came AS (
            SELECT EntityCode, ProjectCode, Fund, SUM(Amount) AS Adjusted, SUM(MAX(Amount, 0)) AS Added,
                SUM(MAX(Amount, 0) * (m - CAST(substr(Date, 6, 2) AS INTEGER) + 1.0) / (13 - CAST(substr(Date, 6, 2) AS INTEGER))) AS AddedDue
            FROM Adjustments JOIN judged USING (EntityCode)
            WHERE FiscalYear = 2024 AND Date <= date(Month || '-01', '+1 month', '-1 day') AND BatchId IN good GROUP BY EntityCode, ProjectCode, Fund),
        planned AS (
            SELECT plan.EntityCode, plan.ProjectCode, plan.Fund, CAST(plan.CumulativePercent AS REAL) / 100 AS Share, MAX(plan.Month)
            FROM SpendingPlan plan JOIN judged USING (EntityCode)
            WHERE FiscalYear = 2024 AND plan.Month <= judged.Month AND BatchId IN good GROUP BY plan.EntityCode, plan.ProjectCode, plan.Fund),
        figures AS (
            SELECT ProjectCode, Fund, EntityCode, Cumulative AS Executed, Original + ifnull(Adjusted, 0) AS Revised,
                (Original * CASE Schedule WHEN 'Plan' THEN ifnull(Share, 0) ELSE m / 12.0 END + ifnull(AddedDue, 0)) / (Original + ifnull(Added, 0)) AS Scheduled
            FROM lines JOIN judged USING (EntityCode)
                LEFT JOIN spent USING (EntityCode, ProjectCode, Fund)
                LEFT JOIN came USING (EntityCode, ProjectCode, Fund)
                LEFT JOIN planned USING (EntityCode, ProjectCode, Fund)),
        paced AS (SELECT *, 1.0 * Executed / nullif(Revised, 0) AS Rate, 100.0 * Executed / nullif(Revised, 0) / nullif(Scheduled, 0) AS Pace FROM figures)
        SELECT EntityCode, ProjectCode, Fund, Revised, Executed, Rate, Scheduled, Pace,
            CASE WHEN Pace IS NULL THEN 'grey' WHEN Pace < 60 THEN 'red' WHEN Pace < 80 THEN 'yellow' ELSE 'green' END AS Level
        FROM paced
        """;

    /// <summary>Red and yellow lines as the query finds them and as the product stored them: a reference that finds something else measures nothing.</summary>
    /// <exception cref="InvalidOperationException">They differ.</exception>
    public static string Agree(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var found = Count($"SELECT Level, COUNT(*) FROM ({Query}) WHERE Level IN ('red', 'yellow') GROUP BY Level ORDER BY Level");
        var stored = Count("SELECT Level, COUNT(*) FROM Alerts WHERE Rule = 'execution-lag' GROUP BY Level ORDER BY Level");
        return found == stored ? found : throw new InvalidOperationException($"The query finds {found}, the product {stored}.");

        string Count(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var counts = new List<string>();
            while (reader.Read()) counts.Add($"{reader.GetString(0)} {reader.GetInt64(1)}");
            return string.Join(", ", counts);
        }
    }
}
