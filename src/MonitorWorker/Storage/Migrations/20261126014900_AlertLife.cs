using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MonitorWorker.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AlertLife : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_SourceStates_Name",
                table: "SourceStates");

            // What the sources remember is kept: they were the first that could be in trouble.
            migrationBuilder.RenameTable(
                name: "SourceStates",
                newName: "Troubles");

            migrationBuilder.AddColumn<string>(
                name: "Kind",
                table: "Troubles",
                type: "TEXT",
                nullable: false,
                defaultValue: "source");

            migrationBuilder.AddColumn<string>(
                name: "DueAt",
                table: "Notices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Extra",
                table: "Notices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Form",
                table: "Notices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Route",
                table: "Notices",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Actor",
                table: "AlertTransitions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RuleSet",
                table: "AlertTransitions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Step",
                table: "AlertTransitions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Values",
                table: "AlertTransitions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "EscalationStep",
                table: "Alerts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateOnly>(
                name: "RemindedOn",
                table: "Alerts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ToldAsOf",
                table: "Alerts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ToldDay",
                table: "Alerts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ToldLevel",
                table: "Alerts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ToldRuleSet",
                table: "Alerts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ToldRuleSetHash",
                table: "Alerts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Acknowledgements",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AlertId = table.Column<long>(type: "INTEGER", nullable: false),
                    Episode = table.Column<int>(type: "INTEGER", nullable: false),
                    Level = table.Column<string>(type: "TEXT", nullable: false),
                    Author = table.Column<string>(type: "TEXT", nullable: false),
                    AuthorAddress = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false),
                    EndToldAt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Acknowledgements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Acknowledgements_Alerts_AlertId",
                        column: x => x.AlertId,
                        principalTable: "Alerts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Answers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AlertId = table.Column<long>(type: "INTEGER", nullable: false),
                    Episode = table.Column<int>(type: "INTEGER", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", nullable: false),
                    Measure = table.Column<string>(type: "TEXT", nullable: true),
                    DueDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    PromisedRate = table.Column<string>(type: "TEXT", nullable: true),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Answers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Answers_Alerts_AlertId",
                        column: x => x.AlertId,
                        principalTable: "Alerts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Audit",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<string>(type: "TEXT", nullable: false),
                    Event = table.Column<string>(type: "TEXT", nullable: false),
                    RunId = table.Column<string>(type: "TEXT", nullable: true),
                    AlertKey = table.Column<string>(type: "TEXT", nullable: true),
                    AlertNumber = table.Column<string>(type: "TEXT", nullable: true),
                    Level = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    RecipientName = table.Column<string>(type: "TEXT", nullable: true),
                    RecipientAddress = table.Column<string>(type: "TEXT", nullable: true),
                    Figures = table.Column<string>(type: "TEXT", nullable: true),
                    RuleSet = table.Column<string>(type: "TEXT", nullable: true),
                    RuleSetHash = table.Column<string>(type: "TEXT", nullable: true),
                    SourceFile = table.Column<string>(type: "TEXT", nullable: true),
                    SourceSheet = table.Column<string>(type: "TEXT", nullable: true),
                    SourceRow = table.Column<int>(type: "INTEGER", nullable: true),
                    NoticeId = table.Column<long>(type: "INTEGER", nullable: true),
                    MessageId = table.Column<string>(type: "TEXT", nullable: true),
                    Actor = table.Column<string>(type: "TEXT", nullable: true),
                    Detail = table.Column<string>(type: "TEXT", nullable: true),
                    PreviousHash = table.Column<string>(type: "TEXT", nullable: true),
                    Hash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Audit", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "MonitoringTasks",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    DocumentNumber = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: true),
                    Month = table.Column<string>(type: "TEXT", nullable: false),
                    Deadline = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Entities = table.Column<string>(type: "TEXT", nullable: true),
                    BatchId = table.Column<long>(type: "INTEGER", nullable: false),
                    Sheet = table.Column<string>(type: "TEXT", nullable: false),
                    Row = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MonitoringTasks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MonitoringTasks_ImportBatches_BatchId",
                        column: x => x.BatchId,
                        principalTable: "ImportBatches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Silences",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Project = table.Column<string>(type: "TEXT", nullable: true),
                    Entity = table.Column<string>(type: "TEXT", nullable: true),
                    Rule = table.Column<string>(type: "TEXT", nullable: true),
                    AlertKey = table.Column<string>(type: "TEXT", nullable: true),
                    Level = table.Column<string>(type: "TEXT", nullable: true),
                    Author = table.Column<string>(type: "TEXT", nullable: false),
                    AuthorAddress = table.Column<string>(type: "TEXT", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Until = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Baseline = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<string>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<string>(type: "TEXT", nullable: true),
                    EndedBecause = table.Column<string>(type: "TEXT", nullable: true),
                    EndToldAt = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Silences", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "TaskNotices",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Task = table.Column<string>(type: "TEXT", nullable: false),
                    EntityCode = table.Column<string>(type: "TEXT", nullable: false),
                    RecipientAddress = table.Column<string>(type: "TEXT", nullable: false),
                    Occasion = table.Column<int>(type: "INTEGER", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    At = table.Column<string>(type: "TEXT", nullable: false),
                    MessageId = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TaskNotices", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Acknowledgements_AlertId",
                table: "Acknowledgements",
                column: "AlertId");

            migrationBuilder.CreateIndex(
                name: "IX_Answers_AlertId",
                table: "Answers",
                column: "AlertId");

            migrationBuilder.CreateIndex(
                name: "IX_Audit_AlertKey",
                table: "Audit",
                column: "AlertKey");

            migrationBuilder.CreateIndex(
                name: "IX_MonitoringTasks_BatchId",
                table: "MonitoringTasks",
                column: "BatchId");

            migrationBuilder.CreateIndex(
                name: "IX_TaskNotices_Task_EntityCode_RecipientAddress_Occasion",
                table: "TaskNotices",
                columns: new[] { "Task", "EntityCode", "RecipientAddress", "Occasion" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Troubles_Kind_Name",
                table: "Troubles",
                columns: new[] { "Kind", "Name" },
                unique: true);

            // Until now everybody was told of everything that was decided.
            migrationBuilder.Sql(
                """
                UPDATE Alerts SET
                    ToldLevel = CASE State WHEN 'Firing' THEN Level ELSE 'green' END,
                    ToldAsOf = (SELECT run.AsOf FROM AlertTransitions transition JOIN CheckRuns run ON run.Id = transition.RunId
                                WHERE transition.AlertId = Alerts.Id ORDER BY transition.Id DESC LIMIT 1),
                    RemindedOn = (SELECT run.AsOf FROM AlertTransitions transition JOIN CheckRuns run ON run.Id = transition.RunId
                                  WHERE transition.AlertId = Alerts.Id ORDER BY transition.Id DESC LIMIT 1)
                WHERE Episode > 0 AND State <> 'Pending'
                """);
            migrationBuilder.Sql("UPDATE Alerts SET ToldLevel = 'green' WHERE Episode > 0 AND State = 'Pending'");

            // An auditor's book: nobody changes it, not even this program. REPLACE deletes without asking the trigger for it, so a key that
            // is there is refused; so is whatever does not continue the chain of hashes at its end.
            migrationBuilder.Sql("CREATE TRIGGER AuditKeepsRows BEFORE DELETE ON Audit BEGIN SELECT RAISE(ABORT, 'rows of Audit are never deleted'); END");
            migrationBuilder.Sql("CREATE TRIGGER AuditKeepsValues BEFORE UPDATE ON Audit BEGIN SELECT RAISE(ABORT, 'rows of Audit are never changed'); END");
            migrationBuilder.Sql("CREATE TRIGGER AuditKeepsKeys BEFORE INSERT ON Audit WHEN EXISTS (SELECT 1 FROM Audit WHERE Id = NEW.Id) BEGIN SELECT RAISE(ABORT, 'rows of Audit are never replaced'); END");
            migrationBuilder.Sql("CREATE TRIGGER AuditKeepsChain BEFORE INSERT ON Audit WHEN NEW.PreviousHash IS NOT (SELECT Hash FROM Audit ORDER BY Id DESC LIMIT 1) BEGIN SELECT RAISE(ABORT, 'rows of Audit continue its chain'); END");
            migrationBuilder.Sql("CREATE TRIGGER AuditKeepsOrder AFTER INSERT ON Audit WHEN NEW.Id <> (SELECT MAX(Id) FROM Audit) BEGIN SELECT RAISE(ABORT, 'rows of Audit are added at its end'); END");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Acknowledgements");

            migrationBuilder.DropTable(
                name: "Answers");

            migrationBuilder.DropTable(
                name: "Audit");

            migrationBuilder.DropTable(
                name: "MonitoringTasks");

            migrationBuilder.DropTable(
                name: "Silences");

            migrationBuilder.DropTable(
                name: "TaskNotices");

            migrationBuilder.DropIndex(
                name: "IX_Troubles_Kind_Name",
                table: "Troubles");

            migrationBuilder.DropColumn(
                name: "Kind",
                table: "Troubles");

            migrationBuilder.RenameTable(
                name: "Troubles",
                newName: "SourceStates");

            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "Extra",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "Form",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "Route",
                table: "Notices");

            migrationBuilder.DropColumn(
                name: "Actor",
                table: "AlertTransitions");

            migrationBuilder.DropColumn(
                name: "RuleSet",
                table: "AlertTransitions");

            migrationBuilder.DropColumn(
                name: "Step",
                table: "AlertTransitions");

            migrationBuilder.DropColumn(
                name: "Values",
                table: "AlertTransitions");

            migrationBuilder.DropColumn(
                name: "EscalationStep",
                table: "Alerts");

            migrationBuilder.DropColumn(
                name: "RemindedOn",
                table: "Alerts");

            migrationBuilder.DropColumn(
                name: "ToldAsOf",
                table: "Alerts");

            migrationBuilder.DropColumn(
                name: "ToldDay",
                table: "Alerts");

            migrationBuilder.DropColumn(
                name: "ToldLevel",
                table: "Alerts");

            migrationBuilder.DropColumn(
                name: "ToldRuleSet",
                table: "Alerts");

            migrationBuilder.DropColumn(
                name: "ToldRuleSetHash",
                table: "Alerts");

            migrationBuilder.CreateIndex(
                name: "IX_SourceStates_Name",
                table: "SourceStates",
                column: "Name",
                unique: true);
        }
    }
}
