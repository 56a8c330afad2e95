namespace Platform.Simulator.Records;

// One record per kind of file. The property names in camelCase are the files' field and column names; where the
// platform imports the kind, they are its own names, so that no mapping is needed.

public sealed record AccountRow(
    string ExternalId,
    string Name,
    string Domain,
    string Industry,
    string Country,
    int Employees,
    string Size,
    string Lifecycle,
    DateOnly CustomerSince,
    string Owner,
    string AccountExecutive
);
