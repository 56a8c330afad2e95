using Platform.Simulator.Company;

namespace Platform.Simulator.Tests;

public sealed class StaffTests
{
    [Fact]
    public void Our_people_have_readable_names_that_nobody_else_has()
    {
        var people = Enumerable
            .Range(1, 1_000)
            .Select(Staff.CustomerSuccessManager)
            .Concat(Staff.AccountExecutives)
            .Concat(Staff.OnboardingManagers)
            .Concat(Staff.Managers)
            .Concat(Staff.Executives)
            .Append(Staff.Operations)
            .ToList();

        people.Select(person => person.Id).Distinct().Count().ShouldBe(people.Count);
        people.Select(person => person.Name).Distinct().Count().ShouldBe(people.Count);
        people[0].ShouldBe(new StaffMember("mira.halvorsen", "Mira Halvorsen"));
        people.ShouldAllBe(person => person.Id == person.Name.ToLowerInvariant().Replace(' ', '.'));
    }

    [Fact]
    public void Every_account_of_a_company_has_two_of_them_as_owners()
    {
        var company = new SoftwareCompany(new SimulationOptions { Accounts = 50, Days = 30 });
        var managers = Enumerable.Range(1, 2).Select(Staff.CustomerSuccessManager).Select(person => person.Id).ToList();
        var sellers = Staff.AccountExecutives.Select(person => person.Id).ToList();

        company.Accounts.Select(account => account.Owner).Distinct().ShouldBe(managers, ignoreOrder: true);
        company.Accounts.Select(account => account.AccountExecutive).Distinct().ShouldBe(sellers, ignoreOrder: true);
    }
}
