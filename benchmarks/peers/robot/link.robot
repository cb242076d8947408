*** Settings ***
Documentation     The procedure with Robot Framework Browser, in a new context for each account.
Library           Browser    auto_closing_level=SUITE    run_on_failure=NONE
Library           Collections
Library           OperatingSystem
Suite Setup       Start Browser

*** Test Cases ***
Link Procedure
    FOR    ${procedure}    IN    @{PROCEDURES}
        New Context    viewport={'width': 1100, 'height': 800}
        New Page
        FOR    ${step}    IN    @{procedure.values()}
            FOR    ${operation}    IN    @{step}
                Perform    ${operation}
            END
        END
        Close Context
    END

*** Keywords ***
Start Browser
    New Browser    chromium    headless=True    executablePath=%{ECFCHECK_BENCH_BROWSER}
    ${text}=    Get File    %{ECFCHECK_BENCH_PROCEDURES}
    ${procedures}=    Evaluate    json.loads($text)    modules=json
    Set Suite Variable    ${PROCEDURES}    ${procedures}

Perform
    [Arguments]    ${operation}
    ${css}=    Evaluate    $operation.get('css', '')
    IF    $operation['op'] == 'goto'
        Go To    ${operation}[url]
    ELSE IF    $operation['op'] == 'click' and $operation['popup']
        Click    ${css}
        Switch Page    NEW
    ELSE IF    $operation['op'] == 'click'
        Click    ${css}
    ELSE IF    $operation['op'] == 'fill'
        Fill Text    ${css}    ${operation}[text]
    ELSE IF    $operation['op'] == 'visible'
        Get Element States    ${css}    *=    visible
    ELSE IF    $operation['op'] == 'count'
        Get Element Count    ${css}    ==    ${operation}[n]
    ELSE IF    $operation['op'] == 'contains'
        Get Text    ${css} >> nth=-1    validate    $operation['text'] in ' '.join(value.split())
    ELSE
        ${count}=    Get Length    ${operation}[texts]
        Get Element Count    ${css}    ==    ${count}
        FOR    ${number}    ${text}    IN ENUMERATE    @{operation}[texts]
            Get Text    ${css} >> nth=${number}    validate    ' '.join(value.split()) == $text
        END
    END
