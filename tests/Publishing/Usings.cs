using Platform.Publishing.Tests;

[assembly: AssemblyFixture(typeof(Published))]
