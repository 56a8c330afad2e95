using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Platform.Architecture.Tests;

/// <summary>What a source file declares, as the compiler reads it.</summary>
internal static class SourceTypes
{
    /// <summary>Names of the types that other files can see.</summary>
    public static IEnumerable<string> TopLevel(string source) =>
        from member in CSharpSyntaxTree
            .ParseText(source)
            .GetCompilationUnitRoot()
            .DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
        let name = member switch
        {
            BaseTypeDeclarationSyntax type when !type.Modifiers.Any(SyntaxKind.FileKeyword) => type.Identifier.Text,
            DelegateDeclarationSyntax type => type.Identifier.Text,
            _ => null,
        }
        where name is not null
        select name;
}
