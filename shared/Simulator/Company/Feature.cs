namespace Platform.Simulator.Company;

/// <summary>One feature of the simulated product.</summary>
/// <param name="Key">The name that usage events carry.</param>
/// <param name="Core">Part of what the product is bought for.</param>
/// <param name="Premium">Only in the dearer editions.</param>
/// <param name="Appeal">How often it is used, relative to the others.</param>
public sealed record Feature(string Key, string Name, bool Core, bool Premium, double Appeal)
{
    public static IReadOnlyList<Feature> Catalogue { get; } =
    [
        new("dashboards", "Dashboards", Core: true, Premium: false, 10),
        new("reports", "Reports", Core: true, Premium: false, 8),
        new("projects", "Projects", Core: true, Premium: false, 8),
        new("tasks", "Tasks", Core: true, Premium: false, 9),
        new("approvals", "Approvals", Core: true, Premium: false, 5),
        new("alerts", "Alerts", Core: true, Premium: false, 4),
        new("search", "Search", Core: false, Premium: false, 7),
        new("comments", "Comments", Core: false, Premium: false, 5),
        new("file-import", "File import", Core: false, Premium: false, 2),
        new("file-export", "File export", Core: false, Premium: false, 3),
        new("calendar", "Calendar", Core: false, Premium: false, 3),
        new("templates", "Templates", Core: false, Premium: false, 2),
        new("mobile-app", "Mobile app", Core: false, Premium: false, 4),
        new("notifications", "Notifications", Core: false, Premium: false, 3),
        new("automation", "Automation", Core: false, Premium: true, 4),
        new("forecasts", "Forecasts", Core: false, Premium: true, 3),
        new("api", "API", Core: false, Premium: true, 3),
        new("audit-log", "Audit log", Core: false, Premium: true, 1),
        new("single-sign-on", "Single sign-on", Core: false, Premium: true, 1),
        new("custom-fields", "Custom fields", Core: false, Premium: true, 2),
    ];
}
