using System.Globalization;
using System.Text;
using MonitorWorker.Alerts;
using MonitorWorker.Budgets;
using MonitorWorker.Notifications;
using MonitorWorker.Rules;

namespace MonitorWorker.Tests.Jobs;

/// <summary>
/// An office at random: entities, sections, projects whose codes are found nowhere else, and an address book in which people come, leave, hold several roles and
/// share mailboxes. It says who may see what by itself, so that it can disagree with the program.
/// </summary>
internal sealed class RandomOrganisation
{
    private static readonly string[] _sections = ["办公室", "业务股", "规划股"];
    private static readonly string[] _roles = ["责任人", "股室负责人", "分管领导", "主要领导", "财务人员", "绩效管理人员", "系统管理员"];
    private static readonly string[] _ofSections = ["责任人", "股室负责人", "分管领导"];
    private readonly Random _random;
    private readonly string[] _entities;
    private readonly List<Person> _people = [];
    private readonly string _archive = "archive@example.com";
    private readonly bool _mixesEntities;
    private readonly bool _figuresNameEntities;

    public RandomOrganisation(int seed)
    {
        _random = new Random(seed);
        _entities = Chance(4) ? [""] : Chance(3) ? ["101"] : ["101", "102", "103"];
        _mixesEntities = Chance(2);
        _figuresNameEntities = Chance(2);
        RejectsFiles = Chance(4);
        var number = 0;
        foreach (var entity in _entities)
        {
            for (var count = _random.Next(1, 5); count > 0; count--)
                Projects.Add(new Project($"XM{_random.Next(100, 1000)}{number++:00}ZQ", entity, Chance(5) ? null : Any(_sections), _random.Next(1, 300)));
        }

        for (var count = _random.Next(0, 14); count > 0; count--) _people.Add(SomebodyNew());
        Routes = SomeRoutes();
    }

    public List<Project> Projects { get; } = [];

    public RouteBook Routes { get; }

    public bool RejectsFiles { get; }

    /// <summary>Budget and address book.</summary>
    public IEnumerable<(string Name, string Csv)> Master()
    {
        foreach (var (name, rows) in Divided(Projects))
        {
            var csv = new StringBuilder("预算年度,项目编码,项目名称,支出类别,年初预算数,单位编码,责任股室\n");
            foreach (var project in rows) csv.Append(CultureInfo.InvariantCulture, $"2024,{project.Code},经费{project.Code},项目支出,{project.Wan},{project.Entity},{project.Section}\n");
            yield return ($"预算{name}.csv", csv.ToString());
        }

        if (_people.Count == 0) yield break;
        var book = new StringBuilder("姓名,邮箱,角色,单位编码,责任股室,项目编码,任职起始日期,离任日期\n");
        foreach (var person in _people)
            book.Append(CultureInfo.InvariantCulture, $"某人,{string.Join(';', person.Addresses)},{person.Role},{person.Entity},{person.Section},{person.Project},{person.From:yyyy-MM-dd},{person.Until:yyyy-MM-dd}\n");
        yield return ("通讯录.csv", book.ToString());
    }

    /// <summary>What was spent by a day, with gaps and slips, and what was stated.</summary>
    public IEnumerable<(string Name, string Csv)> Figures(DateOnly day)
    {
        foreach (var (name, rows) in Divided(Projects))
        {
            var csv = new StringBuilder(_figuresNameEntities ? "单位编码,项目编码,截止月份,累计执行数\n" : "项目编码,截止月份,累计执行数\n");
            foreach (var project in rows.Where(_ => !Chance(6)))
            {
                if (_figuresNameEntities) csv.Append(project.Entity).Append(',');
                var spent = Chance(8) ? "很多" : (project.Wan * _random.Next(0, 110) / 100m).ToString(CultureInfo.InvariantCulture);
                csv.Append(CultureInfo.InvariantCulture, $"{project.Code},{day:yyyy-MM},{spent}\n");
            }

            yield return ($"执行{name}{day:yyyyMM}.csv", csv.ToString());
        }

        var stated = new StringBuilder("截止月份,口径,数据项,填报值,计量单位,报告名称\n");
        foreach (var project in Projects.Where(_ => Chance(3))) stated.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM},项目编码={project.Code},年初预算数,{_random.Next(1, 300)},万元,报告\n");
        foreach (var entity in _entities.Where(entity => entity.Length > 0 && Chance(2))) stated.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM},单位编码={entity},年初预算数,{_random.Next(1, 300)},万元,报告\n");
        stated.Append(CultureInfo.InvariantCulture, $"{day:yyyy-MM},全部,年初预算数,{_random.Next(1, 300)},万元,报告\n");
        yield return ($"填报数{day:yyyyMM}.csv", stated.ToString());
    }

    /// <summary>The last resort, a mailbox of a route, or somebody in office.</summary>
    public bool IsSomebody(string address, DateOnly day) => address == "admin@example.com" || address == _archive || _people.Exists(person => person.IsAt(address, day));

    public bool Covers(string address, Project project, DateOnly day) =>
        address == "admin@example.com"
        || (address == _archive && project.Section == "办公室")
        || _people.Exists(person => person.IsAt(address, day)
            && (person.Entity is null || project.Entity.Length == 0 || person.Entity == project.Entity)
            && (person.Project is null
                ? person.Section is null || !_ofSections.Contains(person.Role) || person.Section == project.Section
                : person.Project == project.Code));

    public override string ToString() => string.Join('\n', Projects.Select(project => project.ToString()).Concat(_people.Select(person => $"{person} {string.Join(';', person.Addresses)}")));

    private IEnumerable<(string Name, List<Project> Rows)> Divided(List<Project> projects) => _mixesEntities
        ? [("全部", projects)]
        : projects.GroupBy(project => project.Entity).Select(group => (group.Key, group.ToList()));

    private Person SomebodyNew()
    {
        var role = Any(_roles);
        var entity = _entities is [""] ? (Chance(2) ? null : "101") : Chance(4) ? null : Any(_entities);
        var own = Projects.Where(project => entity is null || project.Entity.Length == 0 || project.Entity == entity).ToList();
        var addresses = Enumerable.Range(0, Chance(4) ? 2 : 1).Select(_ => $"p{_random.Next(8)}@example.com").Distinct().ToList();
        return new Person(
            addresses,
            role,
            entity,
            Chance(2) ? Any(_sections) : null,
            own.Count > 0 && Chance(5) ? Any([.. own]).Code : null,
            Chance(3) ? new DateOnly(2024, _random.Next(7, 11), 15) : null,
            Chance(3) ? new DateOnly(2024, _random.Next(8, 12), 1) : null);
    }

    private RouteBook SomeRoutes()
    {
        var routes = new List<ConfiguredRoute>();
        if (Chance(2)) routes.Add(new ConfiguredRoute(Named("办公室留底")) { Where = BudgetScope.Parse("责任股室=办公室", out _), Addresses = [_archive], Roles = Chance(2) ? [ContactRole.Responsible] : [] });
        if (Chance(2)) routes.Add(new ConfiguredRoute(Named("红色")) { Levels = [Level.Red], Roles = [.. Enum.GetValues<ContactRole>().Where(_ => Chance(3))] });
        return new RouteBook(routes, MailDomains.All);
    }

    private static Route Named(string name) => new(name, Timing.Now, ReminderPolicy.Once, null);

    private bool Chance(int oneIn) => _random.Next(oneIn) == 0;

    private T Any<T>(T[] of) => of[_random.Next(of.Length)];

    /// <summary>A budget line whose code is a word of its own in any text.</summary>
    internal sealed record Project(string Code, string Entity, string? Section, int Wan);

    private sealed record Person(IReadOnlyList<string> Addresses, string Role, string? Entity, string? Section, string? Project, DateOnly? From, DateOnly? Until)
    {
        public bool IsAt(string address, DateOnly day) => Addresses.Contains(address) && (From is null || From <= day) && (Until is null || day < Until);
    }
}
